package org.alphagrid.report.curve;

/**
 * Counts samples by outcome, not exclusive of each other.
 *
 * @param thought with a thinking tag
 * @param closed with the closing think tag
 * @param truncated stopped by the token cap
 * @param unclosed with a thought that never closed
 * @param unanswered without an extracted answer
 * @param errors failed while generating
 */
public record OutcomeCounts(
    long thought, long closed, long truncated, long unclosed, long unanswered, long errors) {}
