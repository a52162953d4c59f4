/**
 * Draws SVG: axes, markers, labels and the panels of accuracy against tokens and along alpha.
 *
 * <p>May use model, text and the statistics; draws no HTML around a picture.
 *
 * <p>Start with {@link TokenPanel}; all markup goes through {@link Markup}, which escapes it.
 */
package org.alphagrid.report.chart;
