package org.alphagrid.merge.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.alphagrid.merge.compatibility.CheckpointComparison;
import org.alphagrid.merge.compatibility.Difference;
import org.alphagrid.merge.compatibility.Difference.Weight;
import org.alphagrid.merge.compatibility.Families;
import org.alphagrid.merge.compatibility.NamedCheckpoint;

/** Renders an inspection as lines for a terminal. */
public final class InspectionText {
  private static final int MOST_NOTES = 12;

  private final CheckpointComparison comparison;
  private final Statistics statistics;
  private final List<String> lines = new ArrayList<>();

  public InspectionText(CheckpointComparison comparison, Statistics statistics) {
    this.comparison = comparison;
    this.statistics = statistics;
  }

  /**
   * Returns the lines.
   *
   * @param everyTensor whether tensors are listed one by one
   */
  public List<String> lines(boolean everyTensor) {
    comparison.compared().forEach(this::describe);
    addNotes();
    if (statistics.names().size() == 1) {
      addSingle(everyTensor);
    } else {
      addPairs();
      int[] main = mainPair();
      addTable("role", statistics.byRole(), main);
      addTable("depth", statistics.byDepth(), main);
      if (everyTensor) {
        addTable("tensor", statistics.tensors(), main);
      }
      addSlerp(main);
    }
    return lines;
  }

  private void describe(NamedCheckpoint named) {
    var checkpoint = named.checkpoint();
    long parameters =
        checkpoint.tensors().stream().mapToLong(tensor -> tensor.shape().elements()).sum();
    String types =
        String.join(
            "+",
            checkpoint.tensors().stream().map(t -> t.dtype().name()).distinct().sorted().toList());
    lines.add("%s: %s".formatted(named.name(), checkpoint.directory()));
    lines.add(
        "  %s, %d tensors, %,d parameters, %,d bytes, %s%s"
            .formatted(
                checkpoint
                    .config()
                    .optional("model_type")
                    .map(n -> n.text())
                    .orElse("no model_type"),
                checkpoint.tensors().size(),
                parameters,
                checkpoint.bytes(),
                types,
                Families.describe(checkpoint)
                    .map(
                        spec ->
                            ", %d layers, context %,d, vocabulary %,d%s"
                                .formatted(
                                    spec.layers(),
                                    spec.contextLength(),
                                    spec.vocabularySize(),
                                    spec.tokens().tied() ? ", tied head" : ""))
                    .orElse("")));
  }

  private void addNotes() {
    List<Difference> notes =
        comparison.differences().stream().filter(d -> d.weight() == Weight.NOTE).toList();
    if (!notes.isEmpty()) {
      lines.add("differences of no consequence for the weights:");
      notes.stream().limit(MOST_NOTES).forEach(d -> lines.add("  - " + d.text()));
      if (notes.size() > MOST_NOTES) {
        lines.add("  and %d more".formatted(notes.size() - MOST_NOTES));
      }
    }
  }

  /** Think and direct where they are there, otherwise the first two. */
  private int[] mainPair() {
    int direct = statistics.names().indexOf("direct");
    int think = statistics.names().indexOf("think");
    return direct >= 0 && think >= 0 ? new int[] {direct, think} : new int[] {0, 1};
  }

  private void addPairs() {
    boolean based = statistics.hasBase();
    TensorSums whole = statistics.whole();
    TextTable table =
        based
            ? new TextTable("pair", "distance", "cosine", "equal", "task cosine")
            : new TextTable("pair", "distance", "cosine", "equal");
    for (int other = 1; other < statistics.names().size(); other++) {
      for (int one = 0; one < other; one++) {
        List<String> cells =
            new ArrayList<>(
                List.of(
                    statistics.names().get(one) + " - " + statistics.names().get(other),
                    percent(whole.relativeDistance(one, other)),
                    cosine(whole.cosine(one, other)),
                    percent(whole.equalShare(one, other))));
        if (based) {
          OptionalDouble task = whole.taskCosine(one, other);
          cells.add(task.isPresent() ? cosine(task.getAsDouble()) : "-");
        }
        table.add(cells);
      }
    }
    lines.add("whole model (distance as a share of the first one's norm):");
    lines.addAll(table.lines());
  }

  private void addTable(String what, Map<String, TensorSums> groups, int[] pair) {
    String ours = statistics.names().get(pair[0]);
    String theirs = statistics.names().get(pair[1]);
    TextTable table =
        new TextTable(
            what,
            "parameters",
            "|" + ours + "|",
            "|" + theirs + "|",
            "distance",
            "cosine",
            "equal",
            "largest");
    groups.forEach(
        (name, sums) ->
            table.add(
                List.of(
                    name,
                    "%,d".formatted(sums.elements()),
                    number(sums.norm(pair[0])),
                    number(sums.norm(pair[1])),
                    percent(sums.relativeDistance(pair[0], pair[1])),
                    cosine(sums.cosine(pair[0], pair[1])),
                    percent(sums.equalShare(pair[0], pair[1])),
                    number(sums.largestDifference(pair[0], pair[1])))));
    lines.add("%s and %s by %s:".formatted(ours, theirs, what));
    lines.addAll(table.lines());
  }

  private void addSingle(boolean everyTensor) {
    addNorms("role", statistics.byRole());
    addNorms("depth", statistics.byDepth());
    if (everyTensor) {
      addNorms("tensor", statistics.tensors());
    }
  }

  private void addNorms(String what, Map<String, TensorSums> groups) {
    TextTable table = new TextTable(what, "parameters", "norm", "root mean square", "largest");
    groups.forEach(
        (name, sums) ->
            table.add(
                List.of(
                    name,
                    "%,d".formatted(sums.elements()),
                    number(sums.norm(0)),
                    number(sums.norm(0) / Math.sqrt(Math.max(1, sums.elements()))),
                    number(sums.largest(0)))));
    lines.add("by %s:".formatted(what));
    lines.addAll(table.lines());
  }

  private void addSlerp(int[] pair) {
    Statistics.Lerped lerped = statistics.lerped(pair[0], pair[1]);
    lines.add(
        "slerp: the cosine is above %s in %d of %d tensors (%s of the weights)%s"
            .formatted(
                Statistics.SLERP_IS_LERP,
                lerped.tensors(),
                lerped.of(),
                percent(lerped.share()),
                lerped.almostEverywhere()
                    ? ", where it is the average: for this pair slerp is linear"
                    : ", where it is the average"));
  }

  private static String percent(double share) {
    return String.format(
        Locale.ROOT, share != 0 && share < 0.0001 ? "%.4f %%" : "%.2f %%", share * 100);
  }

  private static String cosine(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
