package org.alphagrid.merge.mergekit;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.mergekit.TokenizerChoice.TokenRow;
import org.alphagrid.merge.tensor.BlockMath;

/**
 * Reads the rows that tokens have in the embeddings and heads of models.
 *
 * @param checkpoints open models by name
 * @param tokens of each model
 * @param choice where the rows of single tokens come from
 * @param base the model whose rows fill in first
 */
record TokenRows(
    Map<String, Checkpoint> checkpoints,
    Map<String, ModelTokens> tokens,
    TokenizerChoice choice,
    String base) {
  /** Returns a model's row of an id that is no token of its own; empty where there is none. */
  Optional<float[]> padding(String model, String name, int width, int id) throws IOException {
    return !tokens.get(model).has(id) ? own(model, name, width, id) : Optional.empty();
  }

  /** Returns the row of a token in one model's matrix. */
  float[] row(String model, String matrix, int width, String token) throws IOException {
    TokenRow rule = choice.tokens().get(token);
    Optional<float[]> own = own(model, matrix, width, tokens.get(model).ids().get(token));
    if (own.isPresent() && (rule == null || !rule.force())) {
      return own.get();
    }
    if (rule != null) {
      if (rule.model().isEmpty()) {
        return new float[width];
      }
      String from = rule.model().get();
      Integer id =
          rule.id() >= 0 ? rule.id() : tokens.get(from).ids().get(rule.token().orElse(token));
      return own(from, matrix, width, id).orElseGet(() -> new float[width]);
    }
    Optional<float[]> ofBase = own(base, matrix, width, tokens.get(base).ids().get(token));
    return ofBase.isPresent() ? ofBase.get() : meanOfOwners(matrix, width, token);
  }

  private float[] meanOfOwners(String matrix, int width, String token) throws IOException {
    double[] sum = new double[width];
    int owners = 0;
    for (String model : tokens.keySet()) {
      Optional<float[]> row = own(model, matrix, width, tokens.get(model).ids().get(token));
      if (row.isPresent()) {
        for (int i = 0; i < width; i++) {
          sum[i] += row.get()[i];
        }
        owners++;
      }
    }
    float[] mean = new float[width];
    for (int i = 0; i < width; i++) {
      mean[i] = (float) (sum[i] / Math.max(1, owners));
    }
    return mean;
  }

  /**
   * Returns a model's own row of an id; empty where it has no such token or its matrix no such row.
   */
  private Optional<float[]> own(String model, String matrix, int width, Integer id)
      throws IOException {
    Checkpoint checkpoint = checkpoints.get(model);
    TensorEntry tensor = checkpoint.tensor(matrix);
    if (id == null
        || tensor == null
        || id >= tensor.shape().dimension(0)
        || tensor.shape().dimension(1) != width) {
      return Optional.empty();
    }
    int bytes = width * tensor.dtype().bytes();
    byte[] stored = new byte[bytes];
    checkpoint.slice(tensor, (long) id * bytes, bytes).get(stored);
    float[] row = new float[width];
    BlockMath.scalar().codec().decode(tensor.dtype(), stored, 0, row, width);
    return Optional.of(row);
  }
}
