package org.alphagrid.merge.compatibility;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.merge.architecture.LayerNames;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;

/**
 * Says in one sentence why two models have tensors of other names, where one reason explains it.
 */
public final class TensorNames {
  private static final Pattern LAYER = Pattern.compile("^(.*?)[a-z_]+\\.\\d+\\.");
  private static final Pattern FUSED = Pattern.compile("experts\\.(?:gate_up_proj|down_proj)");
  private static final Pattern APART = Pattern.compile("experts\\.\\d+\\.");

  private TensorNames() {}

  /**
   * Explains why names differ.
   *
   * @param ours what messages call the first model
   * @param theirs what messages call the second
   * @return empty where there is no single reason; then each tensor counts
   */
  public static Optional<String> explain(
      String ours, Collection<String> ourNames, String theirs, Collection<String> theirNames) {
    boolean fused = any(FUSED, ourNames);
    if (fused != any(FUSED, theirNames) && any(APART, fused ? theirNames : ourNames)) {
      return Optional.of(
          "the experts of a layer are one tensor in %s and apart in %s; save both with the same version of their library"
              .formatted(fused ? ours : theirs, fused ? theirs : ours));
    }
    Optional<String> ourPrefix = prefix(ourNames);
    Optional<String> theirPrefix = prefix(theirNames);
    if (ourPrefix.isPresent() && theirPrefix.isPresent() && !ourPrefix.equals(theirPrefix)) {
      return Optional.of(
          "names of tensors differ by a prefix, '%s' in %s and '%s' in %s: one of the two may hold its language model inside of another model; save the language models alone"
              .formatted(ourPrefix.get(), ours, theirPrefix.get(), theirs));
    }
    Set<String> common = new TreeSet<>(ourNames);
    common.retainAll(Set.copyOf(theirNames));
    if (!common.isEmpty() || ourNames.isEmpty() || theirNames.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "no tensor of %s has the name of one of %s: they are named like '%s' and like '%s', as models of different families are"
            .formatted(ours, theirs, ourNames.iterator().next(), theirNames.iterator().next()));
  }

  /** Returns the names of all tensors. */
  static Set<String> of(Checkpoint checkpoint) {
    Set<String> names = new TreeSet<>();
    checkpoint.tensors().stream().map(TensorEntry::name).forEach(names::add);
    return names;
  }

  private static boolean any(Pattern part, Collection<String> names) {
    return names.stream().anyMatch(name -> part.matcher(name).find());
  }

  /** What stands before the layers of the language model; empty where there are none. */
  private static Optional<String> prefix(Collection<String> names) {
    for (String name : names) {
      Matcher layer = LAYER.matcher(name);
      if (LayerNames.layerOf(name).isPresent() && layer.find()) {
        return Optional.of(layer.group(1));
      }
    }
    return Optional.empty();
  }
}
