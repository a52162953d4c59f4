package org.alphagrid.merge.architecture;

import java.util.Optional;

/**
 * Describes where a tensor stands in a model, as far as parameters may depend on it.
 *
 * @param name its name
 * @param depth 0 for the first layer and what is before it, 1 for the last and what is after
 */
public record TensorPlace(String name, double depth) {
  /** Returns the tensor's role in the network; empty where its name tells none. */
  public Optional<WeightRole> role() {
    return RoleNames.of(name);
  }
}
