package org.alphagrid.report.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/** Writes to the standard streams, which nothing else does; always UTF-8, whatever the locale. */
final class ReportTerminal {
  private final PrintWriter out;
  private final PrintWriter err;

  ReportTerminal(OutputStream out, OutputStream err) {
    this.out = new PrintWriter(new OutputStreamWriter(out, UTF_8), true);
    this.err = new PrintWriter(new OutputStreamWriter(err, UTF_8), true);
  }

  static ReportTerminal standard() {
    return new ReportTerminal(
        new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
  }

  void result(String text) {
    out.print(text);
    out.flush();
  }

  /** A line about what the job does. */
  void note(String message) {
    err.println("report: " + message);
  }

  void warning(String message) {
    err.println("warning: " + message);
  }

  void error(String message) {
    err.println("error: " + message);
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }
}
