package org.alphagrid.report.curve;

/**
 * Names the samples of one model on one benchmark.
 *
 * @param model id of the point that was sampled
 * @param benchmark its name, or {@link AccuracyTokenCurve#ALL}
 */
public record ModelBenchmark(String model, String benchmark) {}
