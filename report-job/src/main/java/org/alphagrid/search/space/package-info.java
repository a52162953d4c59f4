/**
 * Searches more than alpha: coefficients by role and depth, further parameters, and the method as a
 * category. Uses the search package above it and the Pareto fronts of the report. Start at {@link
 * org.alphagrid.search.space.SpaceSearchers}.
 */
package org.alphagrid.search.space;
