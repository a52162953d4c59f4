package org.alphagrid.template.jinja;

import java.util.Iterator;

/**
 * Python's generators and iterators: they run once and have neither length nor index, and they are
 * true even when nothing comes out.
 */
record Lazy(Iterator<Object> iterator) {}
