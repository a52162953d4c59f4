package org.alphagrid.eval.benchmark;

import java.io.Serializable;
import java.net.URI;

/**
 * Where a benchmark's problems are read from.
 *
 * @param location an absolute path or URI on any Hadoop file system: a file, a folder, or a pattern
 *     with {@code *}
 * @param records for JSON, the field that holds the list; null where the file is the list
 * @param obtain how to get the data where it may not be shipped; null where it is shipped
 */
public record DataSource(URI location, DataFormat format, String records, String obtain)
    implements Serializable {
  /** Data that is there. */
  public DataSource(URI location, DataFormat format) {
    this(location, format, null, null);
  }
}
