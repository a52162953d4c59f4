package org.alphagrid.eval.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.core.plugin.Suggestion;
import org.alphagrid.core.storage.Storage;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.hadoop.fs.Path;

/**
 * Reads which point each file of an import belongs to: CSV with the columns {@code file} (its name
 * without folders) and either {@code parent} (direct, think, base) or {@code method} with {@code
 * alpha} and {@code parameters} ({@code density=0.5;normalize=true}).
 */
public final class ImportedPoints {
  private static final String FILE = "file";
  private static final String PARENT = "parent";
  private static final String METHOD = "method";
  private static final String ALPHA = "alpha";
  private static final String PARAMETERS = "parameters";
  private static final Set<String> COLUMNS =
      new TreeSet<>(Set.of(FILE, PARENT, METHOD, ALPHA, PARAMETERS));
  private static final Set<String> PARENTS = new TreeSet<>(Set.of("base", "direct", "think"));

  private final Path table;
  private final Map<String, ImportedPoint> points = new TreeMap<>(); // by file

  private ImportedPoints(Path table) {
    this.table = table;
  }

  /**
   * Reads a table.
   *
   * @throws UserException naming the row that says what it must not
   */
  public static ImportedPoints read(Path path) throws IOException {
    ImportedPoints read = new ImportedPoints(path);
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    try (CSVParser rows =
        CSVParser.parse(new String(Storage.readBytes(path), StandardCharsets.UTF_8), format)) {
      for (String column : rows.getHeaderNames()) {
        if (!COLUMNS.contains(column)) {
          throw new UserException(
              Suggestion.unknown("column", column, COLUMNS) + " (in %s)".formatted(path));
        }
      }
      for (CSVRecord row : rows) {
        read.add(row);
      }
    }
    return read;
  }

  private void add(CSVRecord row) {
    String file = value(row, FILE);
    if (file.isEmpty()) {
      throw invalid(row, "no file");
    }
    if (points.put(file, point(row)) != null) {
      throw invalid(row, "the file '" + file + "' has a row already");
    }
  }

  private ImportedPoint point(CSVRecord row) {
    String parent = value(row, PARENT);
    String method = value(row, METHOD);
    if (parent.isEmpty() == method.isEmpty()) {
      throw invalid(row, "it must have either a parent or a method");
    }
    if (!parent.isEmpty()) {
      if (!PARENTS.contains(parent)) {
        throw invalid(row, Suggestion.unknown(PARENT, parent, PARENTS));
      }
      return ImportedPoint.parent(parent);
    }
    Map<String, String> parameters = new HashMap<>();
    String alpha = value(row, ALPHA);
    if (!alpha.isEmpty()) {
      parameters.put(ALPHA, alpha);
    }
    for (String part : value(row, PARAMETERS).split(";", -1)) {
      if (!part.isBlank()) {
        int equals = part.indexOf('=');
        if (equals <= 0) {
          throw invalid(row, "parameters are '%s' (must be name=value;name=value)".formatted(part));
        }
        parameters.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    try {
      return ImportedPoint.merged(method, parameters);
    } catch (NumberFormatException e) {
      throw invalid(row, "alpha is '%s' (must be a decimal number)".formatted(alpha));
    }
  }

  private static String value(CSVRecord row, String column) {
    return row.isSet(column) ? row.get(column) : "";
  }

  private UserException invalid(CSVRecord row, String reason) {
    return new UserException(
        "Invalid row %d of %s: %s".formatted(row.getRecordNumber(), table, reason));
  }

  /**
   * Returns the point of a file.
   *
   * @throws UserException when the table does not name it
   */
  public ImportedPoint of(Path file) {
    ImportedPoint point = points.get(file.getName());
    if (point == null) {
      List<String> known = new ArrayList<>(points.keySet());
      throw new UserException(
          Suggestion.unknown("file", file.getName(), known) + " (in %s)".formatted(table));
    }
    return point;
  }
}
