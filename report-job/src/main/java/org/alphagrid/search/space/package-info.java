/**
 * Searches over more than alpha: coefficients by role and depth, further parameters, and the method
 * as a category; accuracy up and tokens down at once.
 */
package org.alphagrid.search.space;
