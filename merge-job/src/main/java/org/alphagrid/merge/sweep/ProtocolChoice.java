package org.alphagrid.merge.sweep;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.method.ParentRole;

/**
 * Says which protocol each point is run with. One for all is the rule: with a protocol per parent
 * the curve mixes the effect of merging with that of the settings, so that must be asked for.
 *
 * @param merged for merged points
 * @param parents for the parents
 * @param template whose chat template and tokenizer ask merged points, and where one protocol holds
 *     for all, every point; empty for a point's own: a parent's, or the donor's for merged points
 */
public record ProtocolChoice(
    String merged, Map<ParentRole, String> parents, Optional<ParentRole> template) {
  public ProtocolChoice {
    parents = Collections.unmodifiableMap(new TreeMap<>(parents));
  }

  /** Returns one protocol for every point. */
  public static ProtocolChoice one(String protocol, Optional<ParentRole> template) {
    return new ProtocolChoice(protocol, new TreeMap<>(), template);
  }

  /** Returns whether parents have protocols of their own. */
  public boolean perParent() {
    return !parents.isEmpty();
  }

  /** Returns the protocol of a point. */
  public String of(GridPoint point) {
    return point.parent().map(parent -> parents.getOrDefault(parent, merged)).orElse(merged);
  }

  /** Returns whose chat template and tokenizer ask a point; empty for its own. */
  public Optional<ParentRole> templateOf(GridPoint point) {
    return point.parent().filter(parents::containsKey).isPresent() ? Optional.empty() : template;
  }

  /** Returns the protocol's name, or {@code direct: a, think: b, merged: c}. */
  public String describe() {
    return perParent()
        ? parents.entrySet().stream()
                .map(entry -> entry.getKey().key() + ": " + entry.getValue() + ", ")
                .collect(Collectors.joining())
            + "merged: "
            + merged
        : merged;
  }

  /** Returns every protocol named. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(parents.values());
    names.add(merged);
    return names;
  }
}
