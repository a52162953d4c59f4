package org.alphagrid.grid;

import java.util.Optional;
import org.alphagrid.architecture.WeightRole;

/**
 * Where a tensor stands in a model, as far as parameters may depend on it.
 *
 * @param name its name
 * @param depth 0 for the first layer and what is before it, 1 for the last and what is after
 */
public record TensorPlace(String name, double depth) {
  /** What the tensor does; empty where its name tells nothing. */
  public Optional<WeightRole> role() {
    return RoleNames.of(name);
  }
}
