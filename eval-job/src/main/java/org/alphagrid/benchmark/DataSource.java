package org.alphagrid.benchmark;

import java.io.Serializable;
import java.net.URI;

/**
 * Where a benchmark's problems are read from.
 *
 * @param location an absolute path or URI on any Hadoop file system
 */
public record DataSource(URI location, DataFormat format) implements Serializable {}
