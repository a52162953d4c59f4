package org.alphagrid.merge.grid;

import java.util.Map;
import java.util.Optional;
import org.alphagrid.merge.method.ParentRole;

/**
 * Names a merge of parents as a point of a grid.
 *
 * @param rule how it is merged
 * @param modelId id of the point whose weights it has: its own for a true merge that no earlier
 *     point equals
 */
public record MergePoint(PointRule rule, String modelId) implements GridPoint {
  /** Makes a point that is like no other as far as its notation tells. */
  public MergePoint(PointRule rule) {
    this(rule, rule.id());
  }

  /** Returns this point, known to have the weights of a parent bit for bit. */
  MergePoint reproducing(ParentRole parent) {
    return new MergePoint(rule, ParentPoint.id(parent));
  }

  /** Returns this point, known to have the weights of the point of an id, maybe its own. */
  public MergePoint withModel(String id) {
    return new MergePoint(rule, id);
  }

  @Override
  public String id() {
    return rule.id();
  }

  @Override
  public String method() {
    return rule.kind();
  }

  @Override
  public Map<String, String> distinctive() {
    return rule.distinctive();
  }

  @Override
  public Map<String, String> parameters() {
    return rule.parameters();
  }

  @Override
  public Optional<ParentRole> parent() {
    String prefix = ParentPoint.METHOD + "/";
    return modelId.startsWith(prefix)
        ? Optional.of(new ParentRole(modelId.substring(prefix.length())))
        : Optional.empty();
  }

  @Override
  public Optional<String> alpha() {
    return rule.alpha();
  }
}
