package org.alphagrid.report.model;

/** Turns a report into one file. */
@FunctionalInterface
public interface Renderer {
  ReportFile render(Report report);
}
