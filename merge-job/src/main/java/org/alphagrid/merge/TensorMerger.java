package org.alphagrid.merge;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.checkpoint.CheckpointException;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.method.ParentRole;
import org.alphagrid.method.Pass;
import org.alphagrid.method.Scan;
import org.alphagrid.method.TensorShape;
import org.alphagrid.tensor.BlockMath;
import org.alphagrid.tensor.DType;
import org.alphagrid.tensor.LaneDigest;

/**
 * Merges tensors of open parents by many recipes at once: each block of the parents is read and
 * decoded once for all of them. Holds a few blocks of memory, whatever the tensor's size, unless a
 * method needs the whole of it.
 */
public final class TensorMerger {
  private static final long LEAST_SHARED_ELEMENTS = 1 << 20;

  private final List<Parent> parents;
  private final List<TensorEntry> tensors;
  private final List<BoundMerge> merges;
  private final BlockReader reader;
  private final KernelRun run;
  private final Map<String, Survey.Found> prepared = new HashMap<>();
  private Survey survey;

  /**
   * @param parents compared before: every one has every tensor, in one shape
   * @param tensors all tensors of the model, ordered by name
   * @param merges what is to be made of them
   * @param dtype element type of the results
   */
  public TensorMerger(
      List<Parent> parents, List<TensorEntry> tensors, List<BoundMerge> merges, DType dtype) {
    this(parents, tensors, merges, dtype, BlockMath.fastest());
  }

  /** With arithmetic that need not be the fastest. */
  public TensorMerger(
      List<Parent> parents,
      List<TensorEntry> tensors,
      List<BoundMerge> merges,
      DType dtype,
      BlockMath math) {
    this.parents = List.copyOf(parents);
    this.tensors = List.copyOf(tensors);
    this.merges = List.copyOf(merges);
    this.reader = new BlockReader(parents, math);
    this.run = new KernelRun(reader, parents.size(), dtype, math);
  }

  /** For points of a sweep; true merges, no parents. */
  public static TensorMerger of(ParentSet parents, List<GridPoint> points, DType dtype) {
    List<ParentRole> roles = List.copyOf(parents.all().keySet());
    TensorPlaces places = new TensorPlaces(parents.tensors());
    return new TensorMerger(
        roles.stream().map(role -> new Parent(role.key(), parents.parent(role))).toList(),
        parents.tensors(),
        points.stream().map(point -> BoundMerge.of(point, roles, places)).toList(),
        dtype);
  }

  List<Parent> parents() {
    return parents;
  }

  List<TensorEntry> tensors() {
    return tensors;
  }

  List<BoundMerge> merges() {
    return merges;
  }

  /** Finds out what kernels need to know, by others. */
  Map<String, Survey.Found> survey(Workers workers) throws IOException {
    return survey(
            tasks -> isSmall(tasks) ? here(tasks) : workers.run("survey", tasks), workers.width())
        .of(tensors);
  }

  /** A single task is no work to share, and a small model's many rounds of them end sooner here. */
  private static boolean isSmall(List<ScanTask> tasks) {
    return tasks.size() == 1 && tasks.get(0).elements() <= LEAST_SHARED_ELEMENTS;
  }

  private Survey survey(Survey.Runner runner, int width) {
    return survey(runner, width, Map.of());
  }

  /** A survey that begins with what an earlier one found. */
  Survey survey(Survey.Runner runner, int width, Map<Question, Serializable> known) {
    List<ParentRef> refs = parents.stream().map(ParentRef::of).toList();
    return new Survey(refs, tensors, merges, runner, width, known);
  }

  /** Finds out now what kernels need to know of every tensor, so that merging only merges. */
  public void prepare() throws IOException {
    prepared.putAll(survey(this::here, 1).of(tensors));
  }

  /**
   * Merges one tensor by every recipe.
   *
   * @param tensor as the model lists it
   * @param sinks one for each recipe, in their order
   */
  public void merge(TensorEntry tensor, List<? extends TensorSink> sinks) throws IOException {
    merge(tensor, sinks, List.of());
  }

  /**
   * Merges one tensor by every recipe and digests the results.
   *
   * @param tensor as the model lists it
   * @param sinks one for each recipe, in their order
   * @param digests likewise, or none at all
   */
  public void merge(TensorEntry tensor, List<? extends TensorSink> sinks, List<LaneDigest> digests)
      throws IOException {
    Map<Question, Serializable> answers =
        tensor.shape().elements() == 0 ? Map.of() : found(tensor).answers();
    merge(tensor, 0, tensor.shape().elements(), answers, sinks, digests, List.of());
  }

  private Survey.Found found(TensorEntry tensor) throws IOException {
    if (prepared.containsKey(tensor.name())) {
      return prepared.get(tensor.name());
    }
    if (survey == null) {
      survey = survey(this::here, 1);
    }
    return survey.of(List.of(tensor)).get(tensor.name());
  }

  /** Answers scans of a survey in this thread. */
  private List<ArrayList<ArrayList<Pass<?>>>> here(List<ScanTask> tasks) throws IOException {
    List<ArrayList<ArrayList<Pass<?>>>> results = new ArrayList<>();
    for (ScanTask task : tasks) {
      task.expect(new OpenParents(parents));
      results.add(task.run(reader, parents.size()));
    }
    return results;
  }

  /**
   * Merges some chunks of a tensor.
   *
   * @param answers what a survey found
   * @param digests of each recipe's results, or none at all
   * @param statistics one for each recipe, or none at all
   */
  void merge(
      TensorEntry tensor,
      long from,
      long to,
      Map<Question, Serializable> answers,
      List<? extends TensorSink> sinks,
      List<LaneDigest> digests,
      List<TensorStatistics> statistics)
      throws IOException {
    if (from == to) {
      return;
    }
    Knowledge knowledge = new Knowledge(List.of(), this::readWhole);
    answers.forEach(knowledge::answer);
    try {
      run.merge(
          tensor,
          from,
          to,
          KernelRun.kernels(knowledge, merges, tensor),
          merges.stream().map(BoundMerge::operands).toList(),
          sinks,
          digests,
          statistics);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Object readWhole(BoundMerge.Operands operands, TensorEntry tensor, Scan<?> scan) {
    TensorShape shape = TensorShape.of(tensor.shape());
    long needed = scan.heapBytes(shape, operands.models().size());
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap) {
      throw new CheckpointException(
          "Cannot merge tensor '%s': its method needs all %s of it at once, about %d MB of heap, this JVM has %d MB; raise ALPHAGRID_MEMORY or spark.executor.memory"
              .formatted(tensor.name(), tensor.shape(), needed >> 20, heap >> 20));
    }
    int chunks = shape.chunks();
    List<ScanTask.Asked> asked = List.of(new ScanTask.Asked(operands, scan));
    ScanTask task = new ScanTask(List.of(), List.of(new ScanTask.Part(tensor, 0, chunks, asked)));
    try {
      return task.run(reader, parents.size()).get(0).get(0).result();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The merges of one tensor in a form that travels. */
  List<TensorMerge> travelling(TensorEntry tensor) {
    return merges.stream().map(merge -> TensorMerge.of(merge, tensor.name())).toList();
  }
}
