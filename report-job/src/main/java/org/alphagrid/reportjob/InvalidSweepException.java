package org.alphagrid.reportjob;

/** Says that a run has no usable sweep file; the message is for the person who started the job. */
final class InvalidSweepException extends RuntimeException {

  InvalidSweepException(String message) {
    super(message);
  }

  InvalidSweepException(String message, Throwable cause) {
    super(message, cause);
  }
}
