/**
 * What each setting of a sweep does: main effects and interactions of alpha, density, method and
 * benchmark on accuracy and tokens, as contrasts over paired problems.
 */
package org.alphagrid.report.factorial;
