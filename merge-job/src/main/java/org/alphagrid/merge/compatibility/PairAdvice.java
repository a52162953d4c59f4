package org.alphagrid.merge.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.compatibility.Difference.Weight;
import org.alphagrid.merge.method.ParentRole;

/**
 * Says in few lines how a direct and a think parent differ, what follows for a sweep, and what to
 * write in it.
 */
public final class PairAdvice {
  private static final int MOST_DIFFERENCES = 8;
  private static final int MOST_EXAMPLES = 3;

  private final CheckpointComparison comparison;
  private final NamedCheckpoint direct;
  private final NamedCheckpoint think;
  private final TokenComparison tokens;
  private final List<String> lines = new ArrayList<>();
  private String donor;

  private PairAdvice(
      CheckpointComparison comparison,
      NamedCheckpoint direct,
      NamedCheckpoint think,
      TokenComparison tokens) {
    this.comparison = comparison;
    this.direct = direct;
    this.think = think;
    this.tokens = tokens;
    this.donor = comparison.compared().get(0).name();
  }

  /**
   * Returns the lines; none where no direct and think parent are compared.
   *
   * @param allowed names of the differences that the sweep allows already
   */
  public static List<String> of(CheckpointComparison comparison, Set<String> allowed)
      throws IOException {
    Optional<PairAdvice> advice = of(comparison);
    advice.ifPresent(PairAdvice::addDifferences);
    advice.ifPresent(one -> one.addConsequences(allowed));
    return advice.map(one -> one.lines).orElse(List.of());
  }

  /** Returns the lines likewise, without the list of differences. */
  static List<String> consequences(CheckpointComparison comparison, Set<String> allowed)
      throws IOException {
    Optional<PairAdvice> advice = of(comparison);
    advice.ifPresent(one -> one.addConsequences(allowed));
    return advice.map(one -> one.lines).orElse(List.of());
  }

  private static Optional<PairAdvice> of(CheckpointComparison comparison) throws IOException {
    Optional<NamedCheckpoint> direct = named(comparison, ParentRole.DIRECT);
    Optional<NamedCheckpoint> think = named(comparison, ParentRole.THINK);
    if (direct.isEmpty() || think.isEmpty()) {
      return Optional.empty();
    }
    JsonNode ours = new TokenizerFiles(direct.get()).tokenizer();
    JsonNode theirs = new TokenizerFiles(think.get()).tokenizer();
    return Optional.of(
        new PairAdvice(comparison, direct.get(), think.get(), TokenComparison.of(ours, theirs)));
  }

  private static Optional<NamedCheckpoint> named(CheckpointComparison all, ParentRole role) {
    return all.compared().stream().filter(one -> one.name().equals(role.key())).findFirst();
  }

  private void addDifferences() {
    List<Difference> found =
        comparison.differences().stream().filter(d -> d.weight() != Weight.NOTE).toList();
    if (found.isEmpty()) {
      lines.add("direct and think differ in their weights only");
      return;
    }
    lines.add("what differs:");
    found.stream()
        .limit(MOST_DIFFERENCES)
        .forEach(d -> lines.add("  - %s: %s".formatted(d.name(), d.text())));
    if (found.size() > MOST_DIFFERENCES) {
      lines.add("  and %d more".formatted(found.size() - MOST_DIFFERENCES));
    }
  }

  private void addConsequences(Set<String> allowed) {
    lines.add("what it means for a sweep:");
    add("each parent is asked, read, stopped and capped by its own files");
    if (!tokens.isOfOneOrigin()) {
      add(
          "%,d of %,d ids mean other texts: rows of the embeddings do not belong together, and no setting makes the sum of these models a model"
              .formatted(tokens.renamed().size(), tokens.tokens()));
    } else if (!tokens.isSame()) {
      addTokens();
    }
    int ours = context(direct);
    int theirs = context(think);
    if (ours != theirs && Math.min(ours, theirs) > 0) {
      add(
          "merged points end at %,d tokens, the smaller context (direct %,d, think %,d)"
              .formatted(Math.min(ours, theirs), ours, theirs));
    }
    if (differs("config.rope")) {
      add(
          "merged points turn queries and keys as the donor's config.json says: the other parent was trained with another rotation, so expect merges near it to be worse");
    }
    if (differs(DifferenceNames.CHAT_TEMPLATE)) {
      add("merged points are asked with the donor's chat template");
    }
    addWhatToWrite(allowed);
  }

  private void addTokens() {
    // Merged points must be able to write what the think parent thinks with.
    boolean thinkHasMore = !tokens.onlyTheirs().isEmpty();
    donor = thinkHasMore ? think.name() : direct.name();
    String other = thinkHasMore ? direct.name() : think.name();
    if (thinkHasMore) {
      add(
          "only think has %d tokens (%s): merged points need its tokenizer to write them"
              .formatted(tokens.onlyTheirs().size(), examples(tokens.onlyTheirs())));
    }
    if (!tokens.renamed().isEmpty()) {
      List<String> examples = new ArrayList<>();
      for (Map.Entry<Integer, List<String>> one : tokens.renamed().entrySet()) {
        examples.add(
            "%d is '%s' in direct, '%s' in think"
                .formatted(one.getKey(), one.getValue().get(0), one.getValue().get(1)));
      }
      add(
          "%d ids mean two texts (%s): their rows are merged all the same and read as the donor's; only merge --mergekit with tokenizer_source: union gives each text a row of its own"
              .formatted(
                  tokens.renamed().size(),
                  String.join("; ", examples.subList(0, Math.min(2, examples.size())))));
    }
    add(
        "with donor: %s merged points are asked and read in its tokens; with donor: %s they would be in tokens that %s does not know as such"
            .formatted(donor, other, donor));
  }

  private static String examples(List<String> texts) {
    List<String> first = texts.subList(0, Math.min(MOST_EXAMPLES, texts.size()));
    return "'" + String.join("', '", first) + "'" + (texts.size() > first.size() ? ", ..." : "");
  }

  private void addWhatToWrite(Set<String> allowed) {
    if (!tokens.isOfOneOrigin()
        || comparison.differences().stream().anyMatch(d -> d.weight() == Weight.FATAL)) {
      lines.add("these parents cannot be swept as they are");
      return;
    }
    Map<String, String> write = new LinkedHashMap<>();
    if (!donor.equals(comparison.compared().get(0).name())) {
      write.put("donor", donor);
    }
    List<String> names =
        comparison.differences().stream()
            .filter(d -> d.weight() == Weight.MODEL)
            .map(Difference::name)
            .distinct()
            .toList();
    if (!allowed.containsAll(names)) {
      write.put("allow", names.toString());
    }
    if (write.isEmpty()) {
      lines.add("nothing more needs to be written in the sweep");
      return;
    }
    lines.add("write in the sweep:");
    write.forEach((key, value) -> lines.add("  %s: %s".formatted(key, value)));
  }

  private boolean differs(String prefix) {
    return comparison.differences().stream()
        .anyMatch(d -> d.weight() == Weight.MODEL && d.name().startsWith(prefix));
  }

  private static int context(NamedCheckpoint named) {
    return Families.describe(named.checkpoint()).map(DecoderSpec::contextLength).orElse(0);
  }

  private void add(String consequence) {
    lines.add("  - " + consequence);
  }
}
