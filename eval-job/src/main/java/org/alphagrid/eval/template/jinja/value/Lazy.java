package org.alphagrid.eval.template.jinja.value;

import java.util.Iterator;

/**
 * Python's generators and iterators: they run once and have neither length nor index, and they are
 * true even when nothing comes out.
 */
public record Lazy(Iterator<Object> iterator) {}
