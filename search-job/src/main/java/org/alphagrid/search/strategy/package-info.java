/**
 * Holds the strategies that search alpha: bisection and racing, the full grid, random points.
 *
 * <p>May use {@code search} and the statistics of {@code report}.
 *
 * <p>Start with {@link Strategies}.
 */
package org.alphagrid.search.strategy;
