/**
 * Holds one class for each model family, registered by {@code @AutoService}.
 *
 * <p>May use {@code merge.architecture} and {@code .rope}; nothing else may name a family.
 *
 * <p>Start with {@code Olmo2}, the smallest one.
 */
package org.alphagrid.merge.architecture.family;
