package org.alphagrid.report.table;

/**
 * Says that the sample table cannot be reported on; the message is for the person who started the
 * job.
 */
public final class UnusableTableException extends RuntimeException {

  public UnusableTableException(String message) {
    super(message);
  }

  public UnusableTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
