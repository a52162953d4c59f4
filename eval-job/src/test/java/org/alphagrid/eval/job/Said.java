package org.alphagrid.eval.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a job told the person who started it. */
record Said(int exitCode, String text) {
  /** A job to be run. */
  interface Job {
    int run() throws IOException;
  }

  static Said by(Job job) throws IOException {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int exitCode = job.run();
      return new Said(exitCode, err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }
}
