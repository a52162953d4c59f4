package org.alphagrid.merge.compatibility;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.RoleNames;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.architecture.WeightRole;
import org.alphagrid.merge.architecture.WeightSlot;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.tensor.Shape;

/**
 * Finds differences between the tensors of two checkpoints, and of one from what its config says.
 */
final class TensorDifferences {
  private TensorDifferences() {}

  static List<Difference> between(NamedCheckpoint ours, NamedCheckpoint theirs) {
    List<Difference> differences = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    ours.checkpoint().tensors().forEach(tensor -> names.add(tensor.name()));
    theirs.checkpoint().tensors().forEach(tensor -> names.add(tensor.name()));
    int otherTypes = 0;
    String example = "";
    for (String name : names) {
      TensorEntry our = ours.checkpoint().tensor(name);
      TensorEntry their = theirs.checkpoint().tensor(name);
      if (our == null || their == null) {
        differences.add(missing(name, our == null ? theirs : ours, our == null ? ours : theirs));
      } else if (!our.shape().equals(their.shape())) {
        differences.add(shapes(name, ours.name(), our.shape(), theirs.name(), their.shape()));
      } else if (our.dtype() != their.dtype()) {
        otherTypes++;
        example =
            "'%s' is %s in %s, %s in %s"
                .formatted(name, our.dtype(), ours.name(), their.dtype(), theirs.name());
      }
    }
    if (otherTypes > 0) {
      differences.add(
          Difference.note(
              DifferenceNames.DTYPE,
              "element types differ in %d tensors, for example %s".formatted(otherTypes, example)));
    }
    return differences;
  }

  private static Difference missing(String name, NamedCheckpoint with, NamedCheckpoint without) {
    boolean head = RoleNames.of(name).filter(WeightRole.HEAD::equals).isPresent();
    return Difference.fatal(
        DifferenceNames.TENSORS,
        "tensor '%s' is in %s, not in %s%s"
            .formatted(
                name, with.name(), without.name(), head ? ", whose head is its embedding" : ""));
  }

  private static Difference shapes(
      String name, String ours, Shape our, String theirs, Shape their) {
    Optional<WeightRole> role = RoleNames.of(name);
    boolean vocabulary =
        role.filter(r -> r == WeightRole.EMBEDDING || r == WeightRole.HEAD).isPresent()
            && our.dimensions().length == 2
            && their.dimensions().length == 2
            && our.dimensions()[1] == their.dimensions()[1];
    String text = "tensor '%s' is %s in %s, %s in %s".formatted(name, our, ours, their, theirs);
    return vocabulary
        ? Difference.fatal(
            DifferenceNames.VOCABULARY,
            text
                + ": vocabularies of different sizes; merge --mergekit with tokenizer_source aligns them")
        : Difference.fatal(DifferenceNames.SHAPES, text);
  }

  /** Returns whether a checkpoint is what its own config says; otherwise nothing could run it. */
  static List<Difference> fromConfig(NamedCheckpoint named) {
    Checkpoint checkpoint = named.checkpoint();
    Optional<DecoderSpec> spec = Families.describe(checkpoint);
    List<Difference> differences = new ArrayList<>();
    if (spec.isEmpty()) {
      differences.add(
          Difference.model(
              DifferenceNames.FAMILY,
              "%s can be merged, not evaluated: %s"
                  .formatted(named.name(), Families.complaint(checkpoint).orElse(""))));
      return differences;
    }
    Map<String, WeightSlot> slots = new HashMap<>();
    Set<String> names =
        checkpoint.tensors().stream().map(TensorEntry::name).collect(Collectors.toSet());
    for (WeightSlot slot : WeightLayout.of(spec.get(), names)) {
      slots.put(slot.name(), slot);
      TensorEntry tensor = checkpoint.tensor(slot.name());
      if (tensor == null) {
        differences.add(
            Difference.fatal(
                DifferenceNames.TENSORS,
                "tensor '%s' is missing in %s".formatted(slot.name(), named.name())));
      } else if (!tensor.shape().equals(slot.shape())) {
        differences.add(
            Difference.fatal(
                DifferenceNames.SHAPES,
                "tensor '%s' is %s in %s, its config.json asks for %s"
                    .formatted(slot.name(), tensor.shape(), named.name(), slot.shape())));
      }
    }
    for (TensorEntry tensor : checkpoint.tensors()) {
      if (!slots.containsKey(tensor.name())) {
        differences.add(
            Difference.fatal(
                DifferenceNames.TENSORS,
                "tensor '%s' in %s is not part of a %s model"
                    .formatted(tensor.name(), named.name(), checkpoint.config().modelType())));
      }
    }
    return differences;
  }
}
