package org.alphagrid.merge.engine;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.engine.BoundMerge.Operands;
import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;
import org.alphagrid.merge.tensor.BlockMath;

/**
 * Scans some chunks of some tensors.
 *
 * @param parents to read from
 * @param parts in the order of the model
 */
public record ScanTask(List<Parent> parents, List<Part> parts)
    implements Task<ArrayList<ArrayList<Accumulator<?>>>> {
  /**
   * Names consecutive chunks of one tensor.
   *
   * @param asked what to find out
   */
  record Part(TensorEntry tensor, int firstChunk, int chunks, List<Asked> asked)
      implements Serializable {
    long elements() {
      TensorShape shape = TensorShape.of(tensor.shape());
      return end(shape) - first(shape);
    }

    private OpenParents.ElementSpan span() {
      TensorShape shape = TensorShape.of(tensor.shape());
      return new OpenParents.ElementSpan(tensor.name(), first(shape), end(shape));
    }

    private long first(TensorShape shape) {
      return firstChunk * shape.chunkElements();
    }

    private long end(TensorShape shape) {
      return Math.min(shape.elements(), (firstChunk + chunks) * shape.chunkElements());
    }
  }

  /** Names a scan of some operands. */
  record Asked(Operands operands, TensorStatistic<?> scan) implements Serializable {}

  /** Returns elements of one parent. */
  long elements() {
    return parts.stream().mapToLong(Part::elements).sum();
  }

  @Override
  public long bytes() {
    long bytes = 0;
    for (Part part : parts) {
      bytes += part.elements() * part.tensor().dtype().bytes() * parents.size();
    }
    return bytes;
  }

  /** Returns for each part the accumulator of each scan, in their order. */
  @Override
  public ArrayList<ArrayList<Accumulator<?>>> call() throws IOException {
    try (OpenParents open = OpenParents.open(parents)) {
      expect(open);
      return run(new BlockReader(open, BlockMath.fastest()));
    }
  }

  /** Tells what will be read. */
  void expect(OpenParents open) {
    for (int p = 0; p < open.size(); p++) {
      int parent = p;
      open.expect(
          parent,
          parts.stream()
              .filter(part -> part.asked().stream().anyMatch(a -> a.operands().reads(parent)))
              .map(Part::span)
              .toList());
    }
  }

  /** Runs the task with parents that are open. */
  ArrayList<ArrayList<Accumulator<?>>> run(BlockReader reader) throws IOException {
    ArrayList<ArrayList<Accumulator<?>>> results = new ArrayList<>();
    for (Part part : parts) {
      ArrayList<Accumulator<?>> passes = new ArrayList<>();
      TensorShape shape = TensorShape.of(part.tensor().shape());
      part.asked().forEach(asked -> passes.add(asked.scan().start(shape)));
      for (boolean wholeRows : new boolean[] {false, true}) {
        run(reader, part, passes, wholeRows);
      }
      results.add(passes);
    }
    return results;
  }

  private static void run(
      BlockReader reader, Part part, List<Accumulator<?>> all, boolean wholeRows)
      throws IOException {
    List<Accumulator<?>> passes = new ArrayList<>();
    List<Operands> operands = new ArrayList<>();
    boolean[] wanted = new boolean[reader.parentCount()];
    for (int a = 0; a < part.asked().size(); a++) {
      Asked asked = part.asked().get(a);
      if (asked.scan().wholeRows() == wholeRows) {
        passes.add(all.get(a));
        operands.add(asked.operands());
        for (int p = 0; p < wanted.length; p++) {
          wanted[p] |= asked.operands().reads(p);
        }
      }
    }
    if (passes.isEmpty()) {
      return;
    }
    TensorShape shape = TensorShape.of(part.tensor().shape());
    reader.forEach(
        part.tensor(),
        wanted,
        part.first(shape),
        part.end(shape),
        wholeRows,
        0,
        new BlockReader.Visitor() {
          @Override
          public void block() {
            for (int i = 0; i < passes.size(); i++) {
              passes.get(i).add(reader.block(operands.get(i)));
            }
          }

          @Override
          public void endChunk() {
            passes.forEach(Accumulator::endChunk);
          }
        });
  }
}
