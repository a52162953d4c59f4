package org.alphagrid.core.storage;

import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/** Knows the stores whose rename copies every byte and is not one step. */
final class ObjectStores {
  private static final Set<String> SCHEMES = Set.of("s3a", "s3", "gs", "oss", "cosn", "obs");

  private ObjectStores() {}

  /** Returns whether {@code path} is in one of them. */
  static boolean holds(Path path) throws IOException {
    return SCHEMES.contains(Storage.fileSystem(path).getUri().getScheme());
  }
}
