/**
 * Paints the page's picture of the curve as {@code curve.png}, in a font from a jar.
 *
 * <p>May use chart and model, and alone JSVG and AWT's fonts.
 *
 * <p>Start with {@link CurvePng}.
 */
package org.alphagrid.report.png;
