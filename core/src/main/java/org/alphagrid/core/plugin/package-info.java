/**
 * Finds implementations that register themselves with {@code @AutoService}, by name.
 *
 * <p>May use the JDK only.
 *
 * <p>Start with {@link Catalog}.
 */
package org.alphagrid.core.plugin;
