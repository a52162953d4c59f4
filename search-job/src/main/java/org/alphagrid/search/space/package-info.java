/**
 * Searches weights by role and depth, method parameters and methods.
 *
 * <p>May use {@code search} and the statistics of {@code report}.
 *
 * <p>Start with {@code SpaceSearch}.
 */
package org.alphagrid.search.space;
