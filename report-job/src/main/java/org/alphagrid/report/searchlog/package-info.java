/**
 * Holds the record of a finished search as data: strategy, candidates tried, decisions taken. The
 * search writes it and the report shows it; it uses nothing but the JDK. Start at {@link
 * org.alphagrid.report.searchlog.SearchRecord}.
 */
package org.alphagrid.report.searchlog;
