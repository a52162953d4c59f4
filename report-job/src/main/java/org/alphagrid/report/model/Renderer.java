package org.alphagrid.report.model;

/**
 * Turns a report into one file of the report directory.
 *
 * <p>To add a format, write a class with such a method in a package of its own, which may use
 * {@code model}, the statistics and {@code text} but neither Spark nor a file system, and add it to
 * the list in {@code org.alphagrid.report.job.ReportPublisher}. Equal reports must give equal
 * bytes, so a renderer uses no clock, no locale and no order of a hash table.
 */
@FunctionalInterface
public interface Renderer {
  /**
   * Returns the file's name and bytes.
   *
   * @param report whose accuracies and rates are shares from 0 to 1, whose lengths are tokens and
   *     whose times are seconds
   */
  ReportFile render(Report report);
}
