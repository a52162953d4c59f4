package org.alphagrid.onnx;

import static org.alphagrid.architecture.WeightLayout.inLayer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.architecture.AttentionSpec;
import org.alphagrid.architecture.DecoderSpec;
import org.alphagrid.architecture.WeightLayout;
import org.alphagrid.checkpoint.LocalModel;

/**
 * The slow, obvious twin of the ONNX decoder: one token after another, loops over float64, written
 * from the papers and not from the graph.
 */
public final class Float64Decoder {
  private final DecoderSpec spec;
  private final Map<String, float[]> weights = new HashMap<>();
  private final List<List<double[]>> keys = new ArrayList<>(); // [layer][position][kv width]
  private final List<List<double[]>> values = new ArrayList<>(); // [layer][position][kv width]

  public Float64Decoder(DecoderSpec spec, LocalModel model) {
    this.spec = spec;
    model.tensors().forEach((name, tensor) -> weights.put(name, PicoModels.values(tensor)));
    for (int layer = 0; layer < spec.layers(); layer++) {
      keys.add(new ArrayList<>());
      values.add(new ArrayList<>());
    }
  }

  /** Logits after every token of a sequence: [length][vocabulary]. */
  public double[][] logits(int... tokens) {
    keys.forEach(List::clear);
    values.forEach(List::clear);
    double[][] all = new double[tokens.length][];
    for (int position = 0; position < tokens.length; position++) {
      all[position] = next(tokens[position], position);
    }
    return all;
  }

  private double[] next(int token, int position) {
    double[] x = new double[spec.hiddenSize()];
    float[] table = weights.get(WeightLayout.EMBEDDING_NAME);
    for (int i = 0; i < x.length; i++) {
      x[i] = table[token * x.length + i];
    }
    for (int layer = 0; layer < spec.layers(); layer++) {
      add(x, attention(layer, norm(inLayer(layer, "input_layernorm.weight"), x), position));
      add(x, feedForward(layer, norm(inLayer(layer, "post_attention_layernorm.weight"), x)));
    }
    String head = spec.tiedHead() ? WeightLayout.EMBEDDING_NAME : WeightLayout.HEAD_NAME;
    return linear(head, norm(WeightLayout.FINAL_NORM_NAME, x));
  }

  private double[] attention(int layer, double[] x, int position) {
    AttentionSpec attention = spec.attention();
    double[] query = project(layer, "q", x);
    double[] key = project(layer, "k", x);
    rotate(query, position);
    rotate(key, position);
    keys.get(layer).add(key);
    values.get(layer).add(linear(inLayer(layer, "self_attn.v_proj"), ".weight", ".bias", x));
    int size = attention.headSize();
    int group = attention.heads() / attention.keyValueHeads();
    double[] mixed = new double[attention.queryWidth()];
    for (int head = 0; head < attention.heads(); head++) {
      int from = head / group * size;
      double[] scores = new double[position + 1];
      for (int past = 0; past <= position; past++) {
        for (int i = 0; i < size; i++) {
          scores[past] += query[head * size + i] * keys.get(layer).get(past)[from + i];
        }
        scores[past] /= Math.sqrt(size);
      }
      softmax(scores);
      for (int past = 0; past <= position; past++) {
        for (int i = 0; i < size; i++) {
          mixed[head * size + i] += scores[past] * values.get(layer).get(past)[from + i];
        }
      }
    }
    return linear(inLayer(layer, "self_attn.o_proj.weight"), mixed);
  }

  private double[] project(int layer, String letter, double[] x) {
    double[] all = linear(inLayer(layer, "self_attn." + letter + "_proj"), ".weight", ".bias", x);
    if (!spec.attention().queryKeyNorm()) {
      return all;
    }
    int size = spec.attention().headSize();
    for (int begin = 0; begin < all.length; begin += size) {
      double[] head = new double[size];
      System.arraycopy(all, begin, head, 0, size);
      head = norm(inLayer(layer, "self_attn." + letter + "_norm.weight"), head);
      System.arraycopy(head, 0, all, begin, size);
    }
    return all;
  }

  private void rotate(double[] heads, int position) {
    int half = spec.rope().rotarySize() / 2;
    for (int begin = 0; begin < heads.length; begin += spec.attention().headSize()) {
      for (int i = 0; i < half; i++) {
        double angle = position * Math.pow(spec.rope().theta(), -(double) i / half);
        double a = heads[begin + i];
        double b = heads[begin + half + i];
        heads[begin + i] = a * Math.cos(angle) - b * Math.sin(angle);
        heads[begin + half + i] = b * Math.cos(angle) + a * Math.sin(angle);
      }
    }
  }

  private double[] feedForward(int layer, double[] x) {
    double[] gate = linear(inLayer(layer, "mlp.gate_proj.weight"), x);
    double[] up = linear(inLayer(layer, "mlp.up_proj.weight"), x);
    for (int i = 0; i < gate.length; i++) {
      gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
    }
    return linear(inLayer(layer, "mlp.down_proj.weight"), gate);
  }

  private double[] linear(String name, String weight, String bias, double[] x) {
    double[] y = linear(name + weight, x);
    float[] added = weights.get(name + bias);
    for (int i = 0; added != null && i < y.length; i++) {
      y[i] += added[i];
    }
    return y;
  }

  private double[] linear(String name, double[] x) {
    float[] matrix = weights.get(name);
    double[] y = new double[matrix.length / x.length];
    for (int row = 0; row < y.length; row++) {
      for (int i = 0; i < x.length; i++) {
        y[row] += matrix[row * x.length + i] * x[i];
      }
    }
    return y;
  }

  private double[] norm(String name, double[] x) {
    float[] weight = weights.get(name);
    double squares = 0;
    for (double value : x) {
      squares += value * value;
    }
    double scale = 1 / Math.sqrt(squares / x.length + spec.normEpsilon());
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * scale * weight[i];
    }
    return y;
  }

  private static void softmax(double[] scores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - largest);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
  }

  private static void add(double[] x, double[] more) {
    for (int i = 0; i < x.length; i++) {
      x[i] += more[i];
    }
  }
}
