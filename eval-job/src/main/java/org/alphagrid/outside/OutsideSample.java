package org.alphagrid.outside;

/**
 * One completion of another harness, with its verdict.
 *
 * @param problem id within its file
 * @param prompt the question, or the rendered prompt where only that is recorded
 * @param extracted the answer the harness found; null where it records none
 * @param score its verdict, 1 or 0 or between; null where it records none
 */
public record OutsideSample(
    String problem,
    int sample,
    String prompt,
    String reference,
    String completion,
    String extracted,
    Double score) {}
