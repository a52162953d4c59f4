package org.alphagrid.report.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells where the numbers come from.
 *
 * @param sweep name of the sweep
 * @param protocol name of the decoding settings
 * @param samples samples per problem
 * @param seed of the sweep, as written there
 * @param details versions and digests that the samples name
 * @param newest when the last sample was started, where the table says so
 */
public record Provenance(
    String sweep,
    List<Parent> parents,
    String protocol,
    int samples,
    String seed,
    List<Detail> details,
    Optional<Instant> newest) {

  /** Holds a line of the list, such as the grader of a benchmark. */
  public record Detail(String name, String value) {}

  /**
   * Holds a parent checkpoint.
   *
   * @param role direct, think or base
   */
  public record Parent(String role, String path, String digest) {}

  /** Makes the provenance that a sweep file names, without what the samples say. */
  public Provenance(String sweep, List<Parent> parents, String protocol, int samples, String seed) {
    this(sweep, parents, protocol, samples, seed, List.of(), Optional.empty());
  }

  public Provenance {
    parents = List.copyOf(parents);
    details = List.copyOf(details);
  }

  /** Returns the same provenance with what the samples name. */
  public Provenance with(List<Detail> found, Optional<Instant> last) {
    return new Provenance(sweep, parents, protocol, samples, seed, found, last);
  }
}
