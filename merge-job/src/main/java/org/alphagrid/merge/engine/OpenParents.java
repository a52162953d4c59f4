package org.alphagrid.merge.engine;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.merge.architecture.LayerNames;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.TensorSpan;
import org.alphagrid.merge.compatibility.ParentSet;

/**
 * Holds the parents of a merge while they are open.
 *
 * @param parents what they are
 * @param checkpoints the open checkpoint of each, in the same order
 */
public record OpenParents(List<Parent> parents, List<Checkpoint> checkpoints) implements Closeable {
  /** Takes the open parents of a sweep, in the order of their roles; they stay open. */
  public static OpenParents of(ParentSet parents) {
    return new OpenParents(
        parents.all().entrySet().stream()
            .map(parent -> Parent.of(parent.getKey().key(), parent.getValue()))
            .toList(),
        List.copyOf(parents.all().values()));
  }

  /** Opens parents for the time of one task; all of them, or none where one fails. */
  public static OpenParents open(List<Parent> parents) throws IOException {
    OpenParents open = new OpenParents(parents, new ArrayList<>());
    try {
      for (Parent parent : parents) {
        open.checkpoints.add(parent.open());
      }
      return open;
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  /** Counts the parents. */
  int size() {
    return parents.size();
  }

  /** Finds the tensor of one parent that goes into a tensor of the merged model, or null. */
  TensorEntry tensor(int parent, String merged) {
    String own = LayerNames.shifted(merged, parents.get(parent).layerShift());
    return checkpoints.get(parent).tensor(own);
  }

  /**
   * Announces what will be read of one of them, in this order.
   *
   * @param spans of tensors as the merged model names them
   */
  public void expect(int parent, List<ElementSpan> spans) {
    List<TensorSpan> expected = new ArrayList<>();
    for (ElementSpan span : spans) {
      TensorEntry own = tensor(parent, span.tensor());
      if (own != null) {
        long width = own.dtype().bytes();
        expected.add(new TensorSpan(own, span.from() * width, (span.to() - span.from()) * width));
      }
    }
    checkpoints.get(parent).expect(expected);
  }

  /** Names some elements of a tensor of the merged model. */
  public record ElementSpan(String tensor, long from, long to) {}

  @Override
  public void close() throws IOException {
    for (Checkpoint checkpoint : checkpoints) {
      checkpoint.close();
    }
  }
}
