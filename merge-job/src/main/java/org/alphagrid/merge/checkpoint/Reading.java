package org.alphagrid.merge.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.merge.tensor.Shape;

/**
 * Says in what a checkpoint is read otherwise than it is stored, so that it fits the other parents
 * of a merge. No byte is copied.
 *
 * @param separateHead whether the embedding, to which the head is tied, also stands for a head of
 *     its own
 * @param mostRows most rows of the embedding and the head, the first ones; {@link #ALL_ROWS} for
 *     all
 */
public record Reading(boolean separateHead, long mostRows) implements Serializable {
  /** Takes every row. */
  public static final long ALL_ROWS = Long.MAX_VALUE;

  /** Takes everything as it is. */
  public static final Reading AS_STORED = new Reading(false, ALL_ROWS);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TIED = "tie_word_embeddings";
  private static final String ROWS = "vocab_size";
  private static final String TEXT_MODEL = "text_config";

  /** Returns the tensors that a stored one is read as. */
  List<TensorEntry> of(TensorEntry tensor, Checkpoint stored) {
    TensorEntry read = TokenMatrices.contain(tensor) ? cropped(tensor) : tensor;
    List<TensorEntry> all = new ArrayList<>(List.of(read));
    TokenMatrices.headOf(tensor.name())
        .filter(head -> separateHead && stored.tensor(head) == null)
        .ifPresent(
            head ->
                all.add(
                    new TensorEntry(head, read.dtype(), read.shape(), read.begin(), read.end())));
    return all;
  }

  private TensorEntry cropped(TensorEntry tensor) {
    long rows = Math.min(mostRows, tensor.shape().dimension(0));
    Shape shape = Shape.of(rows, tensor.shape().dimension(1));
    long bytes = TensorEntry.byteCount(tensor.dtype(), shape);
    return new TensorEntry(
        tensor.name(), tensor.dtype(), shape, tensor.begin(), tensor.begin() + bytes);
  }

  /** Returns what the configuration says of a model that is read so. */
  String configuration(String json) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(json);
      // Models of several kinds of input describe their language model in an object of its own.
      ObjectNode text = root.get(TEXT_MODEL) instanceof ObjectNode inner ? inner : root;
      if (separateHead) {
        root.put(TIED, false);
        if (text.has(TIED)) {
          text.put(TIED, false);
        }
      }
      if (text.path(ROWS).asLong() > mostRows) {
        text.put(ROWS, mostRows);
      }
      return root.toString();
    } catch (JacksonException e) {
      throw new IllegalStateException("A configuration that was parsed before is no JSON", e);
    }
  }
}
