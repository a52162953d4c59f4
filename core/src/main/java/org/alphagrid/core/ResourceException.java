package org.alphagrid.core;

import java.io.IOException;

/**
 * Reports that the machine or the cluster refuses what a job needs: space on a disk, memory, a file
 * that cannot be written. The input may be right, so a command prints the message as it is and ends
 * with exit code 1.
 */
public final class ResourceException extends IOException {
  private static final long serialVersionUID = 1;

  /** Reports with a message that is complete in itself. */
  public ResourceException(String message) {
    super(message);
  }

  /**
   * Reports what another exception found.
   *
   * @param message complete in itself
   * @param cause for the log
   */
  public ResourceException(String message, Throwable cause) {
    super(message, holdsError(cause) ? null : cause);
    if (getCause() == null && cause != null) {
      addSuppressed(cause);
    }
  }

  /** Spark ends the whole JVM of a task whose exception has an error among its causes. */
  private static boolean holdsError(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Error) {
        return true;
      }
    }
    return false;
  }
}
