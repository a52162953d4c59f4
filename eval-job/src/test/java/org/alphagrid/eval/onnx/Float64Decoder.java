package org.alphagrid.eval.onnx;

import static org.alphagrid.merge.architecture.WeightLayout.inExpert;
import static org.alphagrid.merge.architecture.WeightLayout.inLayer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.alphagrid.merge.architecture.Activation;
import org.alphagrid.merge.architecture.AttentionSpec;
import org.alphagrid.merge.architecture.BlockNorms;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Dense;
import org.alphagrid.merge.architecture.FeedForwardSpec.Experts;
import org.alphagrid.merge.architecture.QueryKeyNorm;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.checkpoint.LocalModel;

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
      x[i] = table[token * x.length + i] * spec.tokens().scale();
    }
    BlockNorms norms = spec.norms().block();
    for (int layer = 0; layer < spec.layers(); layer++) {
      double[] attended = attention(layer, norm(layer, norms.beforeAttention(), x), position);
      add(x, norm(layer, norms.afterAttention(), attended));
      double[] fed = feedForward(layer, norm(layer, norms.beforeFeedForward(), x));
      add(x, norm(layer, norms.afterFeedForward(), fed));
    }
    String head = spec.tokens().tied() ? WeightLayout.EMBEDDING_NAME : WeightLayout.HEAD_NAME;
    double[] logits = linear(head, norm(WeightLayout.FINAL_NORM_NAME, x));
    return cap(logits, spec.tokens().softcap());
  }

  private static double[] cap(double[] x, double cap) {
    return cap == 0 ? x : Arrays.stream(x).map(value -> cap * Math.tanh(value / cap)).toArray();
  }

  private double[] attention(int layer, double[] x, int position) {
    AttentionSpec attention = spec.attention();
    double[] query;
    double[] key;
    double[] value;
    if (attention.fused()) {
      double[] all = biased(layer, "self_attn.qkv_proj", x);
      int queries = attention.queryWidth();
      int end = queries + attention.keyValueWidth();
      query = Arrays.copyOfRange(all, 0, queries);
      key = Arrays.copyOfRange(all, queries, end);
      value = Arrays.copyOfRange(all, end, all.length);
    } else {
      query = biased(layer, "self_attn.q_proj", x);
      key = biased(layer, "self_attn.k_proj", x);
      value = biased(layer, "self_attn.v_proj", x);
    }
    query = normHeads(layer, "q", query);
    key = normHeads(layer, "k", key);
    BlockSpec block = spec.blocks().get(layer);
    rotate(block, query, position);
    rotate(block, key, position);
    keys.get(layer).add(key);
    values.get(layer).add(value);
    int first = block.window() == 0 ? 0 : Math.max(0, position - block.window() + 1);
    int size = attention.headSize();
    int group = attention.heads() / attention.keyValueHeads();
    double[] mixed = new double[attention.queryWidth()];
    for (int head = 0; head < attention.heads(); head++) {
      int from = head / group * size;
      double[] scores = new double[position + 1 - first];
      for (int past = first; past <= position; past++) {
        for (int i = 0; i < size; i++) {
          scores[past - first] += query[head * size + i] * keys.get(layer).get(past)[from + i];
        }
        scores[past - first] *= attention.scale();
      }
      scores = cap(scores, attention.softcap());
      softmax(scores);
      for (int past = first; past <= position; past++) {
        for (int i = 0; i < size; i++) {
          mixed[head * size + i] += scores[past - first] * values.get(layer).get(past)[from + i];
        }
      }
    }
    return biased(layer, "self_attn.o_proj", mixed);
  }

  private double[] normHeads(int layer, String letter, double[] all) {
    String name = inLayer(layer, "self_attn." + letter + "_norm.weight");
    QueryKeyNorm norm = spec.attention().queryKeyNorm();
    if (norm == QueryKeyNorm.NONE) {
      return all;
    }
    int size = norm == QueryKeyNorm.WHOLE ? all.length : spec.attention().headSize();
    double[] normed = new double[all.length];
    for (int begin = 0; begin < all.length; begin += size) {
      double[] head = norm(name, Arrays.copyOfRange(all, begin, begin + size));
      System.arraycopy(head, 0, normed, begin, size);
    }
    return normed;
  }

  private void rotate(BlockSpec block, double[] heads, int position) {
    int half = block.rope().rotarySize() / 2;
    double[] frequencies = PublishedRope.frequencies(block.rope(), spec.contextLength());
    double amplitude = PublishedRope.amplitude(block.rope());
    for (int begin = 0; begin < heads.length; begin += spec.attention().headSize()) {
      for (int i = 0; i < half; i++) {
        double cosine = amplitude * Math.cos(position * frequencies[i]);
        double sine = amplitude * Math.sin(position * frequencies[i]);
        double a = heads[begin + i];
        double b = heads[begin + half + i];
        heads[begin + i] = a * cosine - b * sine;
        heads[begin + half + i] = b * cosine + a * sine;
      }
    }
  }

  private double[] feedForward(int layer, double[] x) {
    if (spec.blocks().get(layer).feedForward() instanceof Experts experts) {
      return mixture(layer, experts, x);
    }
    Dense dense = (Dense) spec.blocks().get(layer).feedForward();
    double[] gate;
    double[] up;
    if (spec.gate().fused()) {
      double[] both = biased(layer, "mlp.gate_up_proj", x);
      gate = Arrays.copyOf(both, dense.innerSize());
      up = Arrays.copyOfRange(both, dense.innerSize(), both.length);
    } else {
      gate = biased(layer, "mlp.gate_proj", x);
      up = biased(layer, "mlp.up_proj", x);
    }
    return biased(layer, "mlp.down_proj", gated(gate, up));
  }

  private double[] mixture(int layer, Experts experts, double[] x) {
    double[] shares = linear(inLayer(layer, "mlp.gate.weight"), x);
    softmax(shares);
    List<Integer> chosen =
        IntStream.range(0, experts.count())
            .boxed()
            .sorted(Comparator.comparingDouble(expert -> -shares[expert]))
            .limit(experts.chosen())
            .toList();
    double total = chosen.stream().mapToDouble(expert -> shares[expert]).sum();
    double[] sum = new double[x.length];
    for (int expert : chosen) {
      double share = experts.normalised() ? shares[expert] / total : shares[expert];
      double[] one = expert(layer, expert, experts.innerSize(), x);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += share * one[i];
      }
    }
    return sum;
  }

  private double[] expert(int layer, int expert, int inner, double[] x) {
    float[] fused = weights.get(inLayer(layer, WeightLayout.FUSED_GATE_UP));
    if (fused == null) {
      double[] gate = linear(inExpert(layer, expert, "gate_proj") + ".weight", x);
      double[] up = linear(inExpert(layer, expert, "up_proj") + ".weight", x);
      return linear(inExpert(layer, expert, "down_proj") + ".weight", gated(gate, up));
    }
    float[] down = weights.get(inLayer(layer, WeightLayout.FUSED_DOWN));
    int size = inner * x.length;
    double[] gate = linear(slice(fused, 2 * expert * size, size), x);
    double[] up = linear(slice(fused, (2 * expert + 1) * size, size), x);
    return linear(slice(down, expert * size, size), gated(gate, up));
  }

  private static float[] slice(float[] values, int begin, int length) {
    return Arrays.copyOfRange(values, begin, begin + length);
  }

  private double[] gated(double[] gate, double[] up) {
    double[] inner = new double[gate.length];
    for (int i = 0; i < gate.length; i++) {
      inner[i] = activation(gate[i]) * up[i];
    }
    return inner;
  }

  private double activation(double x) {
    return spec.gate().activation() == Activation.SILU
        ? x / (1 + Math.exp(-x))
        : 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  private double[] biased(int layer, String name, double[] x) {
    double[] y = linear(inLayer(layer, name + ".weight"), x);
    float[] bias = weights.get(inLayer(layer, name + ".bias"));
    for (int i = 0; bias != null && i < y.length; i++) {
      y[i] += bias[i];
    }
    return y;
  }

  private double[] linear(String name, double[] x) {
    return linear(weights.get(name), x);
  }

  private static double[] linear(float[] matrix, double[] x) {
    double[] y = new double[matrix.length / x.length];
    for (int row = 0; row < y.length; row++) {
      for (int i = 0; i < x.length; i++) {
        y[row] += matrix[row * x.length + i] * x[i];
      }
    }
    return y;
  }

  private double[] norm(int layer, String name, double[] x) {
    return name.isEmpty() ? x : norm(inLayer(layer, name + ".weight"), x);
  }

  private double[] norm(String name, double[] x) {
    float[] weight = weights.get(name);
    double squares = 0;
    for (double value : x) {
      squares += value * value;
    }
    double scale = 1 / Math.sqrt(squares / x.length + spec.norms().epsilon());
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * scale * (spec.norms().unitOffset() ? 1.0 + weight[i] : weight[i]);
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
