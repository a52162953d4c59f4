package org.alphagrid.report.model;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Holds a finished file of the report.
 *
 * @param name within the report directory
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from a renderer straight to a writer.
public record ReportFile(String name, byte[] content) {

  public static ReportFile ofText(String name, String text) {
    return new ReportFile(name, text.getBytes(UTF_8));
  }
}
