package org.alphagrid.merge.mergekit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.SafetensorsWriter;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.TokenMatrices;
import org.alphagrid.merge.tensor.BlockMath;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;
import org.apache.hadoop.fs.Path;

/**
 * Brings the rows of every model's embedding and head into the order of one vocabulary. A token
 * that a model lacks gets the base's row, otherwise its only owner's, otherwise the mean of its
 * owners', otherwise zeros; rows without a token are the model's own, or the mean of its rows.
 */
final class AlignedEmbeddings {
  private final Map<String, Checkpoint> checkpoints;
  private final Map<String, ModelTokens> tokens = new LinkedHashMap<>();
  private final TokenizerChoice choice;
  private final String base;
  private final ModelTokens target;
  private final boolean padding;
  private final TokenRows rows;

  /**
   * @param checkpoints open models by name
   * @param base the model whose rows fill in first
   * @param padding whether rows behind the tokens are kept, as many as the model has whose
   *     tokenizer's settings hold
   */
  AlignedEmbeddings(
      Map<String, Checkpoint> checkpoints, TokenizerChoice choice, String base, boolean padding)
      throws IOException {
    this.checkpoints = checkpoints;
    this.choice = choice;
    this.base = base;
    this.padding = padding;
    for (Map.Entry<String, Checkpoint> entry : checkpoints.entrySet()) {
      tokens.put(entry.getKey(), ModelTokens.read(entry.getKey(), entry.getValue()));
    }
    this.target = findTarget().with(choice.tokens().keySet());
    this.rows = new TokenRows(checkpoints, tokens, choice, base);
    check();
  }

  private ModelTokens findTarget() {
    return switch (choice.source()) {
      case TokenizerChoice.BASE -> tokens.get(base);
      case TokenizerChoice.UNION -> {
        List<ModelTokens> ordered = new ArrayList<>(List.of(tokens.get(base)));
        tokens.forEach(
            (model, own) -> {
              if (!model.equals(base)) {
                ordered.add(own);
              }
            });
        yield TokenUnion.of(ordered);
      }
      default -> known(choice.source(), "tokenizer_source");
    };
  }

  private ModelTokens known(String model, String key) {
    ModelTokens found = tokens.get(model);
    if (found == null) {
      throw new UserException(
          "Invalid %s: %s (must be union, base or one of the models: %s)"
              .formatted(key, model, tokens.keySet()));
    }
    return found;
  }

  private void check() {
    choice
        .tokens()
        .forEach(
            (token, row) -> {
              row.model()
                  .ifPresent(
                      model -> {
                        ModelTokens owner = known(model, "tokenizer.tokens." + token);
                        String wanted = row.token().orElse(token);
                        boolean there =
                            row.id() >= 0 ? owner.has(row.id()) : owner.ids().containsKey(wanted);
                        if (!there) {
                          throw new UserException(
                              "Invalid tokenizer.tokens: model %s has no token '%s'"
                                  .formatted(
                                      model, row.id() >= 0 ? String.valueOf(row.id()) : wanted));
                        }
                      });
            });
  }

  /** Returns rows of merged embeddings. */
  int rows() {
    int multiple = choice.multiple();
    int padded = (target.size() + multiple - 1) / multiple * multiple;
    boolean chosen = multiple > 1 || !padding;
    return chosen ? padded : Math.max(padded, rows(settingsFrom()));
  }

  private int rows(String model) {
    return (int) CroppedVocabularies.rows(checkpoints.get(model));
  }

  /** Says which models have rows that the merged model has not. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (String model : checkpoints.keySet()) {
      if (rows(model) > rows()) {
        notes.add(
            "embedding and head have %d rows, for %d tokens; those of %s have %d, the others are padding and left out"
                .formatted(rows(), target.size(), model, rows(model)));
      }
    }
    return notes;
  }

  /** Returns the merged model's tokenizer file, where it is not that of its settings. */
  Optional<ObjectNode> changedTokenizer() {
    boolean same = target.tokenizer().equals(tokens.get(settingsFrom()).tokenizer());
    return same ? Optional.empty() : Optional.of(target.tokenizer());
  }

  /** Returns the ids that settings name. */
  WrittenTokens written() {
    return new WrittenTokens(
        target, tokens.get(settingsFrom()), checkpoints.get(settingsFrom()), tokens.get(base));
  }

  /** Returns the model whose tokenizer's settings hold. */
  String settingsFrom() {
    return tokens.containsKey(choice.source()) ? choice.source() : base;
  }

  /** Returns a model with its rows in the new order; they are written to a file of their own. */
  Checkpoint align(String model, Path file) throws IOException {
    Checkpoint checkpoint = checkpoints.get(model);
    List<TensorEntry> matrices = new ArrayList<>();
    for (TensorEntry tensor : checkpoint.tensors()) {
      if (TokenMatrices.contain(tensor)) {
        matrices.add(tensor);
      }
    }
    List<SafetensorsWriter.Announced> announced =
        matrices.stream()
            .map(
                m ->
                    new SafetensorsWriter.Announced(
                        m.name(), DType.F32, Shape.of(rows(), m.shape().dimension(1))))
            .toList();
    try (SafetensorsWriter writer =
        new SafetensorsWriter(Storage.fileSystem(file).create(file, true), announced)) {
      for (TensorEntry matrix : matrices) {
        write(model, matrix.name(), (int) matrix.shape().dimension(1), writer);
      }
    }
    return checkpoint.overlaid(file);
  }

  private void write(String model, String name, int width, SafetensorsWriter writer)
      throws IOException {
    String[] tokenOf = new String[rows()];
    target.ids().forEach((token, id) -> tokenOf[id] = token);
    double[] sum = new double[width];
    int real = 0;
    for (String token : tokenOf) {
      if (token != null) {
        float[] row = rows.row(model, name, width, token);
        for (int i = 0; i < width; i++) {
          sum[i] += row[i];
        }
        real++;
      }
    }
    float[] mean = new float[width];
    for (int i = 0; i < width; i++) {
      mean[i] = (float) (sum[i] / Math.max(1, real));
    }
    byte[] bytes = new byte[width * DType.F32.bytes()];
    for (int id = 0; id < tokenOf.length; id++) {
      float[] row =
          tokenOf[id] == null
              ? padding(model, name, width, id).orElse(mean)
              : rows.row(model, name, width, tokenOf[id]);
      BlockMath.scalar().codec().encode(DType.F32, row, width, bytes, 0);
      writer.write(bytes, bytes.length);
    }
  }

  private Optional<float[]> padding(String model, String name, int width, int id)
      throws IOException {
    return padding ? rows.padding(model, name, width, id) : Optional.empty();
  }
}
