package org.alphagrid.merge.sweep;

/**
 * Holds the {@code report} part of a sweep.
 *
 * @param baseline the parent that others are compared with
 * @param margin how much accuracy counts as no worse, as a share
 */
public record ReportSettings(String baseline, double margin) {}
