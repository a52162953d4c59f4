/**
 * Holds one class for each merge method, registered by {@code @AutoService}.
 *
 * <p>May use {@code merge.method}, {@code merge.method.statistic} and {@code merge.tensor}.
 *
 * <p>Start with {@link Linear}, then {@link TaskVectorMethod}.
 */
package org.alphagrid.merge.method.builtin;
