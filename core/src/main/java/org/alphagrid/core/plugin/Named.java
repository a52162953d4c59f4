package org.alphagrid.core.plugin;

/** Names an implementation, so that configuration files can refer to it. */
public interface Named {
  /** Returns the name in configuration files: lower case, with dashes or underscores. */
  String name();
}
