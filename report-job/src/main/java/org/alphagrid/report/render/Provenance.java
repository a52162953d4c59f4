package org.alphagrid.report.render;

import java.util.List;

/**
 * Where the numbers come from.
 *
 * @param sweep name of the sweep
 * @param protocol name of the decoding settings
 * @param samples samples per problem
 * @param seed of the sweep, as written there
 */
public record Provenance(
    String sweep, List<Parent> parents, String protocol, int samples, String seed) {

  /**
   * A parent checkpoint.
   *
   * @param role direct, think or base
   */
  public record Parent(String role, String path, String digest) {}

  public Provenance {
    parents = List.copyOf(parents);
  }
}
