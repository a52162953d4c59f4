/**
 * Reads mergekit's configuration files and merges by them.
 *
 * <p>May use every package of this module except {@code merge.sweep}, {@code merge.run}, {@code
 * merge.inspect} and {@code merge.job}.
 *
 * <p>Start with {@link MergekitConfig} and {@link MergekitMerge}.
 *
 * <p>A value may be a number, a switch, a list of numbers (a gradient over the layers of a slice)
 * or a list of {@code {filter, value}} whose first entry that matches the tensor's name counts. It
 * is looked for under the model, then under the slice, then at the top, then in the method's
 * defaults; values of the method itself are not looked for under a model. Whatever is not
 * understood is an error that names the key.
 */
package org.alphagrid.merge.mergekit;
