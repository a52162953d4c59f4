/**
 * Reads a sweep's search part, evaluates what a search asks for and reports.
 *
 * <p>May use every other module.
 *
 * <p>Start with {@link SearchJob}.
 */
package org.alphagrid.search.job;
