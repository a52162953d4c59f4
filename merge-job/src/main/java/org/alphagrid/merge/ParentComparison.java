package org.alphagrid.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.alphagrid.architecture.DecoderSpec;
import org.alphagrid.architecture.WeightLayout;
import org.alphagrid.architecture.WeightSlot;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.checkpoint.CheckpointException;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.checkpoint.WeightDigest;
import org.alphagrid.method.ParentRole;
import org.alphagrid.storage.Storage;
import org.apache.hadoop.fs.Path;

/**
 * Compares parents before any work: every difference that would make a merge meaningless is
 * reported, all in one error.
 */
public final class ParentComparison {
  /** Differences a sweep may allow by name; the direct parent's file is used then. */
  public static final Set<String> ALLOWABLE =
      Set.of("tokenizer.json", "tokenizer_config.json", "generation_config.json");

  private static final int MOST_LISTED = 10;

  private final ParentSet parents;
  private final Set<String> allowed;
  private final List<String> differences = new ArrayList<>();

  private ParentComparison(ParentSet parents, Set<String> allowed) {
    this.parents = parents;
    this.allowed = allowed;
  }

  /**
   * Checks that the parents can be merged.
   *
   * @param allowed members of {@link #ALLOWABLE} that may differ
   * @throws CheckpointException listing the differences, with both parents' names
   */
  public static void check(ParentSet parents, Set<String> allowed) throws IOException {
    ParentComparison comparison = new ParentComparison(parents, allowed);
    Checkpoint donor = parents.donor();
    comparison.checkLayout(donor);
    for (Map.Entry<ParentRole, Checkpoint> entry : parents.all().entrySet()) {
      if (!entry.getKey().equals(ParentRole.DIRECT)) {
        comparison.compare(donor, entry.getKey(), entry.getValue());
      }
    }
    if (!comparison.differences.isEmpty()) {
      throw new CheckpointException(comparison.message());
    }
  }

  private void compare(Checkpoint donor, ParentRole role, Checkpoint other) throws IOException {
    compareTensors(donor, role, other);
    DecoderSpec ours = donor.config().describe();
    DecoderSpec theirs = other.config().describe();
    if (!ours.equals(theirs)) {
      differences.add("config.json: direct is %s, %s is %s".formatted(ours, role.key(), theirs));
    }
    for (String name : new TreeSet<>(ALLOWABLE)) {
      if (!allowed.contains(name)) {
        compareFiles(donor, role, other, name);
      }
    }
  }

  private void compareTensors(Checkpoint donor, ParentRole role, Checkpoint other) {
    for (TensorEntry ours : donor.tensors()) {
      TensorEntry theirs = other.tensor(ours.name());
      if (theirs == null) {
        differences.add("tensor '%s' is in direct, not in %s".formatted(ours.name(), role.key()));
      } else if (!theirs.shape().equals(ours.shape())) {
        differences.add(
            "tensor '%s' is %s in direct, %s in %s"
                .formatted(ours.name(), ours.shape(), theirs.shape(), role.key()));
      }
    }
    for (TensorEntry theirs : other.tensors()) {
      if (donor.tensor(theirs.name()) == null) {
        differences.add("tensor '%s' is in %s, not in direct".formatted(theirs.name(), role.key()));
      }
    }
  }

  /** The donor itself must be what its config says, or nothing could run the merged models. */
  private void checkLayout(Checkpoint donor) {
    Map<String, WeightSlot> slots = new HashMap<>();
    for (WeightSlot slot : WeightLayout.of(donor.config().describe(), names(donor))) {
      slots.put(slot.name(), slot);
      TensorEntry tensor = donor.tensor(slot.name());
      if (tensor == null) {
        differences.add("tensor '%s' is missing in direct".formatted(slot.name()));
      } else if (!tensor.shape().equals(slot.shape())) {
        differences.add(
            "tensor '%s' is %s in direct, its config.json asks for %s"
                .formatted(slot.name(), tensor.shape(), slot.shape()));
      }
    }
    for (TensorEntry tensor : donor.tensors()) {
      if (!slots.containsKey(tensor.name())) {
        differences.add(
            "tensor '%s' in direct is not part of a %s model"
                .formatted(tensor.name(), donor.config().modelType()));
      }
    }
  }

  private static Set<String> names(Checkpoint checkpoint) {
    return checkpoint.tensors().stream().map(TensorEntry::name).collect(Collectors.toSet());
  }

  private void compareFiles(Checkpoint donor, ParentRole role, Checkpoint other, String name)
      throws IOException {
    String ours = fileDigest(donor, name);
    String theirs = fileDigest(other, name);
    if (!ours.equals(theirs)) {
      differences.add(
          "%s differs between direct and %s (allow with allowDifferences: [%s])"
              .formatted(name, role.key(), name));
    }
  }

  private static String fileDigest(Checkpoint checkpoint, String name) throws IOException {
    Path file = new Path(checkpoint.directory(), name);
    return Storage.exists(file) ? WeightDigest.ofText(Storage.readText(file)) : "absent";
  }

  private String message() {
    StringBuilder text = new StringBuilder("Cannot merge these parents:");
    parents
        .all()
        .forEach(
            (role, parent) ->
                text.append("\n  ").append(role.key()).append(" = ").append(parent.directory()));
    differences.stream().limit(MOST_LISTED).forEach(line -> text.append("\n  - ").append(line));
    if (differences.size() > MOST_LISTED) {
      text.append("\n  and ").append(differences.size() - MOST_LISTED).append(" more");
    }
    return text.toString();
  }
}
