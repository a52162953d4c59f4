package org.alphagrid.search;

/**
 * Holds what a search needs of one sample.
 *
 * @param score between 0 and 1
 * @param tokens generated, the stop id included
 * @param thought whether a thinking tag occurs
 * @param seconds it took; NaN where unknown
 */
public record Trial(double score, int tokens, boolean thought, double seconds) {}
