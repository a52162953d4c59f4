package org.alphagrid.eval.template.jinja.value;

/**
 * Text from the filter {@code safe}. It can be printed and joined with {@code ~}; in Python other
 * operations would escape what it meets, so here they fail.
 */
public record SafeText(String text) {}
