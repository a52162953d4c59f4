package org.alphagrid.eval.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says how problems are laid out in a file. */
public enum DataFormat {
  /** One JSON object per line. */
  JSONL,
  /** One JSON list of objects. */
  JSON,
  /** Comma-separated values under a line of names. */
  CSV,
  /** A Parquet file with one problem per row. */
  PARQUET;

  private static final List<String> PACKINGS = List.of(".gz", ".zst");

  /** Returns the word under {@code data.format} in a definition, which also ends file names. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns every word. */
  static List<String> keys() {
    return Arrays.stream(values()).map(DataFormat::key).toList();
  }

  /** Returns the format of that word. */
  static Optional<DataFormat> of(String key) {
    return Arrays.stream(values()).filter(format -> format.key().equals(key)).findFirst();
  }

  /** Returns the format that a file's name tells, as in {@code test.csv.gz}. */
  static Optional<DataFormat> ofFileName(String name) {
    String plain = plainName(name);
    return of(plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /** Returns a file's name without the ending that says how it is packed. */
  static String plainName(String name) {
    return PACKINGS.stream()
        .filter(name::endsWith)
        .findFirst()
        .map(packing -> name.substring(0, name.length() - packing.length()))
        .orElse(name);
  }
}
