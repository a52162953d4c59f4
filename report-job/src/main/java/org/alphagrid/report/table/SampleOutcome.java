package org.alphagrid.report.table;

/**
 * One sample as a search looks at it.
 *
 * @param point id of the point that was sampled
 * @param sample index within the problem
 * @param tokens generated ids
 * @param thought whether a thinking tag occurs
 * @param seconds of generation; NaN where none are stored
 */
public record SampleOutcome(
    String point,
    String benchmark,
    String problem,
    int sample,
    double score,
    int tokens,
    boolean thought,
    double seconds) {}
