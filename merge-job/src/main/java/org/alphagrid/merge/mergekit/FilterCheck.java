package org.alphagrid.merge.mergekit;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.architecture.LayerNames;
import org.alphagrid.merge.architecture.TensorPlace;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.grid.LayeredValue;
import org.alphagrid.merge.grid.TensorFilter;

/**
 * Refuses values that are for no tensor: under a filter that matches none, or by depth where no
 * tensor has a layer. mergekit merges on without them.
 *
 * @param file for messages
 */
record FilterCheck(String file) {
  /**
   * Checks the values of one place in a configuration.
   *
   * @param names of the tensors that they are looked up for
   */
  void check(Map<String, LayeredValue> values, Collection<String> names) {
    values.forEach((parameter, value) -> check(parameter, value, names));
  }

  private void check(String parameter, LayeredValue value, Collection<String> names) {
    Set<String> known = new TreeSet<>(names);
    // A tied head is no tensor of its own, and a configuration may have a value for it all the same.
    known.add(WeightLayout.HEAD_NAME);
    for (TensorFilter filter : value.filters()) {
      if (known.stream().noneMatch(name -> filter.matches(new TensorPlace(name, 0)))) {
        throw new UserException(
            "Invalid filter '%s' of %s: it matches no tensor; tensors are named like '%s' (in %s)"
                .formatted(filter.text(), parameter, example(names), file));
      }
    }
    boolean layers = names.stream().anyMatch(name -> LayerNames.layerOf(name).isPresent());
    if (value.byDepth() && !layers) {
      throw new UserException(
          "Invalid %s: a list of values goes by layer, and no tensor is known to be of a layer by its name; tensors are named like '%s' (in %s)"
              .formatted(parameter, example(names), file));
    }
  }

  private static String example(Collection<String> names) {
    return Stream.concat(
            names.stream().filter(name -> LayerNames.layerOf(name).isPresent()), names.stream())
        .findFirst()
        .orElse("");
  }
}
