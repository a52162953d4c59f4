/**
 * Writes {@code report.html}, one file that needs no network, section by section.
 *
 * <p>May use chart, text, model and the statistics.
 *
 * <p>Start with {@link HtmlReport}.
 */
package org.alphagrid.report.html;
