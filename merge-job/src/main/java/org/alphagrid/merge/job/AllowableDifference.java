package org.alphagrid.merge.job;

import org.alphagrid.merge.compatibility.DifferenceNames;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one name of {@code --allow}; what can not be allowed is an error of the command line. */
public final class AllowableDifference implements ITypeConverter<String> {
  @Override
  public String convert(String name) {
    try {
      return DifferenceNames.requireAllowable(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
