package org.alphagrid.eval.benchmark;

import java.io.Serializable;
import java.net.URI;

/**
 * Says where a benchmark's problems are read from.
 *
 * @param location an absolute path or URI on any Hadoop file system: a file, a folder, or a pattern
 *     with {@code *}
 * @param format how the files are laid out
 * @param records for JSON, the field that holds the list; null where the file is the list
 * @param obtain how to get the data where it may not be shipped; null where it is shipped
 */
public record DataSource(URI location, DataFormat format, String records, String obtain)
    implements Serializable {
  /** Describes data that is shipped and is no JSON list inside an object. */
  public DataSource(URI location, DataFormat format) {
    this(location, format, null, null);
  }
}
