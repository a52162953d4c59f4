/**
 * Runs searches on recorded surfaces, where the truth is known.
 *
 * <p>May use {@code search}.
 *
 * <p>Start with {@link Simulator}.
 */
package org.alphagrid.search.simulation;
