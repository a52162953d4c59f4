package org.alphagrid.merge.grid;

import java.util.Map;
import java.util.Optional;
import org.alphagrid.merge.method.ParentRole;

/**
 * Names an unmerged parent as a point of a grid.
 *
 * @param role of the parent
 */
public record ParentPoint(ParentRole role) implements GridPoint {
  /** Stands for the method of points that are parents. */
  public static final String METHOD = "parent";

  /** Returns the id of a parent's point. */
  static String id(ParentRole role) {
    return METHOD + "/" + role.key();
  }

  @Override
  public String id() {
    return id(role);
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public Map<String, String> distinctive() {
    return Map.of();
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of();
  }

  @Override
  public String modelId() {
    return id();
  }

  @Override
  public Optional<ParentRole> parent() {
    return Optional.of(role);
  }

  @Override
  public Optional<String> alpha() {
    if (role.equals(ParentRole.DIRECT)) {
      return Optional.of("0.00");
    }
    return role.equals(ParentRole.THINK) ? Optional.of("1.00") : Optional.empty();
  }
}
