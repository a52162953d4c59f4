/**
 * Reads YAML and JSON files strictly: exact decimals, unknown keys refused, every message names
 * file and key.
 *
 * <p>May use {@code core.plugin} and Jackson.
 *
 * <p>Start with {@link ConfigNode}.
 */
package org.alphagrid.core.config;
