package org.alphagrid.report.png;

/** Says that this JVM cannot draw a picture; everything else of the report stands. */
public final class UndrawableException extends RuntimeException {

  UndrawableException(String message, Throwable cause) {
    super(message, cause);
  }
}
