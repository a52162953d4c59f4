package org.alphagrid.eval.sample;

import java.io.Serializable;

/**
 * Names a point of the sweep on a benchmark: samples of one are counted together.
 *
 * @param point its id
 * @param benchmark its name
 */
public record PointBenchmark(String point, String benchmark) implements Serializable {}
