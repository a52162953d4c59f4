package org.alphagrid.merge;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.checkpoint.TensorSpan;

/** Parents opened for the time of one task. */
record OpenParents(List<Parent> parents) implements Closeable {
  static OpenParents open(List<ParentRef> refs) throws IOException {
    List<Parent> parents = new ArrayList<>();
    OpenParents open = new OpenParents(parents);
    try {
      for (ParentRef ref : refs) {
        parents.add(ref.open());
      }
      return open;
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  /**
   * Tells what will be read of one of them, in this order.
   *
   * @param spans of tensors as the merged model names them
   */
  void expect(int parent, List<ElementSpan> spans) {
    List<TensorSpan> expected = new ArrayList<>();
    for (ElementSpan span : spans) {
      TensorEntry own = parents.get(parent).tensor(span.tensor());
      if (own != null) {
        long width = own.dtype().bytes();
        expected.add(new TensorSpan(own, span.from() * width, (span.to() - span.from()) * width));
      }
    }
    parents.get(parent).checkpoint().expect(expected);
  }

  /** Some elements of a tensor of the merged model. */
  record ElementSpan(String tensor, long from, long to) {}

  @Override
  public void close() throws IOException {
    for (Parent parent : parents) {
      parent.checkpoint().close();
    }
  }
}
