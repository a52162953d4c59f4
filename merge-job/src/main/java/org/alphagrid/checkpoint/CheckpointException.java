package org.alphagrid.checkpoint;

/** A checkpoint cannot be used as it is; the message names file, tensor and reason. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CheckpointException(String message) {
    super(message);
  }

  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
