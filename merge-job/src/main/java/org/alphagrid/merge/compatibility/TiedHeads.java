package org.alphagrid.merge.compatibility;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;

/** Checks a head that is stored beside the embedding it is tied to: equal ones do no harm. */
final class TiedHeads {
  private TiedHeads() {}

  static List<Difference> of(NamedCheckpoint named) throws IOException {
    if (named.checkpoint().reading().separateHead()) {
      List<Difference> differences = new ArrayList<>(ofStored(named));
      differences.add(
          Difference.note(
              DifferenceNames.TIED_HEAD,
              "the embedding of %s also stands for its head; merged models have a head of their own"
                  .formatted(named.name())));
      return differences;
    }
    return ofStored(named);
  }

  private static List<Difference> ofStored(NamedCheckpoint named) throws IOException {
    Checkpoint checkpoint = named.checkpoint().asStored();
    TensorEntry head = checkpoint.redundantHead();
    if (head == null) {
      return List.of();
    }
    TensorEntry embedding = checkpoint.tensor(WeightLayout.EMBEDDING_NAME);
    if (head.dtype() != embedding.dtype() || !head.shape().equals(embedding.shape())) {
      return List.of(
          unlike(
              named,
              "is %s %s, the embedding %s %s"
                  .formatted(head.dtype(), head.shape(), embedding.dtype(), embedding.shape())));
    }
    long at = firstDifference(checkpoint, head, embedding);
    if (at >= 0) {
      return List.of(
          unlike(
              named,
              "is not the embedding from element %d on".formatted(at / head.dtype().bytes())));
    }
    return List.of(
        Difference.note(
            DifferenceNames.TIED_HEAD,
            "tensor '%s' of %s is its embedding once more; it is left out"
                .formatted(head.name(), named.name())));
  }

  private static Difference unlike(NamedCheckpoint named, String how) {
    return Difference.model(
        DifferenceNames.TIED_HEAD,
        "tensor '%s' of %s %s, but config.json ties them; correct tie_word_embeddings, or allow it to use the embedding as tools that load the model do"
            .formatted(WeightLayout.HEAD_NAME, named.name(), how));
  }

  /** Of bytes; -1 where there is none. */
  private static long firstDifference(Checkpoint checkpoint, TensorEntry one, TensorEntry other)
      throws IOException {
    byte[] bytes = new byte[1 << 20];
    for (long offset = 0; offset < one.bytes(); ) {
      int count = (int) Math.min(bytes.length, one.bytes() - offset);
      checkpoint.slice(one, offset, count).get(bytes, 0, count);
      ByteBuffer theirs = checkpoint.slice(other, offset, count);
      int at = ByteBuffer.wrap(bytes, 0, count).mismatch(theirs);
      if (at >= 0) {
        return offset + at;
      }
      offset += count;
    }
    return -1;
  }
}
