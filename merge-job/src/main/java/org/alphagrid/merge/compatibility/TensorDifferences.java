package org.alphagrid.merge.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.merge.architecture.RoleNames;
import org.alphagrid.merge.architecture.WeightRole;
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
    Set<String> names = TensorNames.of(ours.checkpoint());
    Set<String> theirNames = TensorNames.of(theirs.checkpoint());
    Optional<String> reason = TensorNames.explain(ours.name(), names, theirs.name(), theirNames);
    reason.ifPresent(text -> differences.add(Difference.fatal(DifferenceNames.TENSORS, text)));
    names.addAll(theirNames);
    int otherTypes = 0;
    String example = "";
    for (String name : names) {
      TensorEntry our = ours.checkpoint().tensor(name);
      TensorEntry their = theirs.checkpoint().tensor(name);
      if (our == null || their == null) {
        if (reason.isEmpty()) {
          differences.add(missing(name, our == null ? theirs : ours, our == null ? ours : theirs));
        }
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
                name, with.name(), without.name(), head ? ", which has no head of its own" : ""));
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

  /** Notes stored tensors that are no weights. */
  static List<Difference> buffers(NamedCheckpoint named) {
    List<String> buffers = named.checkpoint().buffers();
    return buffers.isEmpty()
        ? List.of()
        : List.of(
            Difference.note(
                DifferenceNames.BUFFERS,
                "%d tensors of %s are no weights and left out, for example '%s'"
                    .formatted(buffers.size(), named.name(), buffers.get(0))));
  }

  /** Returns whether a checkpoint is what its own config says; otherwise nothing could run it. */
  static List<Difference> fromConfig(NamedCheckpoint named) {
    Checkpoint checkpoint = named.checkpoint();
    return ConfiguredTensors.differences(named.name(), checkpoint.config(), checkpoint.tensors());
  }
}
