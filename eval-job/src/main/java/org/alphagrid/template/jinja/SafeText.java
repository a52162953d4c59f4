package org.alphagrid.template.jinja;

/**
 * Text from the filter {@code safe}. It can be printed and joined with {@code ~}; in Python other
 * operations would escape what it meets, so here they fail.
 */
record SafeText(String text) {}
