package org.alphagrid.core;

/**
 * Reports input that cannot be used: a file, a setting, a checkpoint, a table. A command prints the
 * message as it is and ends with exit code 2, whatever exceptions were thrown around or below it.
 *
 * <p>A message says what failed, the value, what was expected and the known choices, for example
 * {@code Invalid eval.samples: 0 (must be a whole number from 1 to 100000; in sweep.yaml)}.
 */
public final class UserException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Reports with a message that is complete in itself. */
  public UserException(String message) {
    super(message);
  }

  /**
   * Reports what another exception found.
   *
   * @param message complete in itself; the cause's message is not printed beside it
   * @param cause for the log
   */
  public UserException(String message, Throwable cause) {
    super(message, cause);
  }
}
