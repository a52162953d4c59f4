package org.alphagrid.core.plugin;

/** Something that configuration files refer to by name. */
public interface Named {
  /** The name, lower case with dashes or underscores as the field writes it. */
  String name();
}
