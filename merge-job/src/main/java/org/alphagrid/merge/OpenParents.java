package org.alphagrid.merge;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

  @Override
  public void close() throws IOException {
    for (Parent parent : parents) {
      parent.checkpoint().close();
    }
  }
}
