package org.alphagrid.report.render;

/** Turns a report into one file. */
@FunctionalInterface
public interface Renderer {
  ReportFile render(Report report);
}
