/**
 * Holds the one exception that a person is shown as it is.
 *
 * <p>May use the JDK only.
 *
 * <p>Start with {@link UserException}.
 */
package org.alphagrid.core;
