package org.alphagrid.merge.compatibility;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.compatibility.Difference.Weight;

/**
 * Lists everything in which checkpoints differ from the first of them, and the first from its
 * config.
 *
 * @param compared the checkpoints, first the one whose config merged models have
 * @param differences in the order of files: tensors, config, tokenizer
 */
public record CheckpointComparison(List<NamedCheckpoint> compared, List<Difference> differences) {
  private static final int MOST_LISTED = 20;

  public CheckpointComparison {
    compared = List.copyOf(compared);
    differences = List.copyOf(differences);
  }

  /**
   * Compares checkpoints; reads headers and small files, and no tensor but a head that should not
   * be there.
   */
  public static CheckpointComparison of(List<NamedCheckpoint> checkpoints) throws IOException {
    NamedCheckpoint first = checkpoints.get(0);
    List<Difference> differences = new ArrayList<>(TensorDifferences.fromConfig(first));
    differences.addAll(TiedHeads.of(first));
    differences.addAll(TensorDifferences.buffers(first));
    TokenizerFiles ours = new TokenizerFiles(first);
    for (NamedCheckpoint other : checkpoints.subList(1, checkpoints.size())) {
      differences.addAll(TensorDifferences.between(first, other));
      differences.addAll(TensorDifferences.buffers(other));
      differences.addAll(TiedHeads.of(other));
      differences.addAll(ConfigDifferences.between(first, other));
      differences.addAll(TokenizerDifferences.between(ours, new TokenizerFiles(other)));
    }
    return new CheckpointComparison(checkpoints, differences);
  }

  /** Compares configs and tokenizers only, for models whose tensors need not match one to one. */
  public static CheckpointComparison ofFiles(List<NamedCheckpoint> checkpoints) throws IOException {
    List<Difference> differences = new ArrayList<>(TiedHeads.of(checkpoints.get(0)));
    TokenizerFiles ours = new TokenizerFiles(checkpoints.get(0));
    for (NamedCheckpoint other : checkpoints.subList(1, checkpoints.size())) {
      differences.addAll(TiedHeads.of(other));
      differences.addAll(ConfigDifferences.between(checkpoints.get(0), other));
      differences.addAll(TokenizerDifferences.between(ours, new TokenizerFiles(other)));
    }
    return new CheckpointComparison(checkpoints, differences);
  }

  /** Returns this comparison with further differences. */
  public CheckpointComparison with(List<Difference> more) {
    List<Difference> all = new ArrayList<>(differences);
    all.addAll(more);
    return new CheckpointComparison(compared, all);
  }

  /** Returns the differences that prevent a merge. */
  public List<Difference> errors(Set<String> allowed) {
    return differences.stream()
        .filter(
            difference ->
                difference.weight() == Weight.FATAL
                    || difference.weight() == Weight.MODEL && !allowed.contains(difference.name()))
        .toList();
  }

  /** Returns differences that change the model and were allowed by name. */
  public List<Difference> allowed(Set<String> allowed) {
    return differences.stream()
        .filter(d -> d.weight() == Weight.MODEL && allowed.contains(d.name()))
        .toList();
  }

  /**
   * Stops where anything stands in the way.
   *
   * @param notation how the user may allow differences
   * @throws UserException listing the differences, with the checkpoints' names
   */
  public void requireMergeable(Set<String> allowed, AllowNotation notation) {
    List<Difference> errors = errors(allowed);
    if (errors.isEmpty()) {
      return;
    }
    List<String> names =
        errors.stream()
            .filter(e -> e.weight() == Weight.MODEL)
            .map(Difference::name)
            .distinct()
            .toList();
    String hint =
        names.isEmpty() ? "" : "\n  differences that may be allowed: " + notation.of(names);
    throw new UserException(complaint(errors) + hint);
  }

  /** Lists what stands in the way, with the checkpoints' names. */
  String complaint(List<Difference> errors) {
    StringBuilder text =
        new StringBuilder(
            compared.size() == 1 ? "Cannot merge this checkpoint:" : "Cannot merge these parents:");
    for (NamedCheckpoint named : compared) {
      text.append("\n  ").append(named.name()).append(" = ").append(named.checkpoint().directory());
    }
    errors.stream().limit(MOST_LISTED).forEach(e -> text.append("\n  - ").append(line(e)));
    if (errors.size() > MOST_LISTED) {
      text.append("\n  and ").append(errors.size() - MOST_LISTED).append(" more");
    }
    return text.toString();
  }

  private static String line(Difference difference) {
    return difference.name() + ": " + difference.text();
  }
}
