package org.alphagrid.merge.compatibility;

import java.util.List;

/** Says how a user allows differences, as the command that reports them has it. */
public enum AllowNotation {
  /** In a sweep file. */
  SWEEP {
    @Override
    String of(List<String> names) {
      return "allow: " + names;
    }
  },

  /** On the command line of a merge without a sweep file. */
  OPTION {
    @Override
    String of(List<String> names) {
      return "--allow %s, or in a sweep file %s"
          .formatted(String.join(",", names), SWEEP.of(names));
    }
  };

  abstract String of(List<String> names);
}
