package org.alphagrid.merge.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.alphagrid.core.UserException;
import org.apache.hadoop.fs.Path;

/**
 * Recognises what stands in the place of a large file in a repository that was cloned without Git
 * LFS: a short text that names the file's digest.
 */
public final class GitLfsPointer {
  private static final byte[] BEGIN =
      "version https://git-lfs.github.com/".getBytes(StandardCharsets.US_ASCII);

  /** Counts the bytes that tell. */
  static final int LENGTH = BEGIN.length;

  private GitLfsPointer() {}

  /**
   * Returns a file's content.
   *
   * @param content the file's, or its first bytes
   * @throws UserException when it is a pointer
   */
  public static byte[] refuse(Path file, byte[] content) {
    if (content.length >= LENGTH && Arrays.equals(content, 0, LENGTH, BEGIN, 0, LENGTH)) {
      throw new UserException(
          "Cannot read %s: it is a Git LFS pointer, not the file itself; fetch that with git lfs pull"
              .formatted(file));
    }
    return content;
  }
}
