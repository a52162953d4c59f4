package org.alphagrid.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the decoder with Qwen3 written out in loops, as in Hugging Face's modeling_qwen3. */
class TrainableDecoderTest {
  private static final DecoderShape SHAPE = new DecoderShape(32, 48, 2, 4, 2, 16);
  private static final int[] IDS = {97, 86, 84, 70, 83, 0, 18, 24, 12, 21};

  @BeforeAll
  static void stayOffline() {
    System.setProperty("ai.djl.offline", "true");
  }

  @Test
  void logitsEqualThePlainTwin() {
    float[] weights = roughWeights();
    double[][] expected = new Twin(weights).logits(IDS);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray flat = manager.create(weights);
      float[] actual = run(manager, flat, 0, IDS.length, TrainerCache.none());
      assertClose(actual, expected, 0);
    }
  }

  @Test
  void theCacheChangesNothing() {
    float[] weights = roughWeights();
    double[][] expected = new Twin(weights).logits(IDS);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray flat = manager.create(weights);
      TrainerCache cache = TrainerCache.allocate(SHAPE, manager, 1, IDS.length);
      assertClose(run(manager, flat, 0, 6, cache), expected, 0);
      cache.advance(6);
      for (int position = 6; position < IDS.length; position++) {
        assertClose(run(manager, flat, position, 1, cache), expected, position);
        cache.advance(1);
      }
    }
  }

  private static float[] run(
      NDManager manager, NDArray flat, int from, int width, TrainerCache cache) {
    long[] ids = new long[width];
    float[] positions = new float[width];
    float[] mask = new float[width * (from + width)];
    for (int i = 0; i < width; i++) {
      ids[i] = IDS[from + i];
      positions[i] = from + i;
      for (int key = from + i + 1; key < from + width; key++) {
        mask[i * (from + width) + key] = -1e9f;
      }
    }
    Shape cells = new Shape(1, width);
    return new TrainableDecoder(SHAPE, flat)
        .logits(
            manager.create(ids, cells),
            TrainableDecoder.Rotation.of(manager.create(positions, cells), SHAPE.headSize()),
            manager.create(mask, new Shape(1, 1, 1, width, from + width)),
            cache)
        .toFloatArray();
  }

  private static void assertClose(float[] actual, double[][] expected, int from) {
    for (int i = 0; i < actual.length; i++) {
      double wanted = expected[from + i / Vocabulary.SIZE][i % Vocabulary.SIZE];
      assertThat((double) actual[i]).isCloseTo(wanted, within(1e-4));
    }
  }

  /** Norms away from one, so that a forgotten norm weight shows. */
  private static float[] roughWeights() {
    float[] weights = InitialWeights.draw(SHAPE, 11);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weights[i] * 1.5f + 0.02f * (i % 7);
    }
    return weights;
  }

  /** One sequence, one position after another, in double. */
  private static final class Twin {
    private final Map<String, double[]> weights = new HashMap<>();

    Twin(float[] flat) {
      int offset = 0;
      for (TrainableWeight slot : SHAPE.slots()) {
        double[] values = new double[slot.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = flat[offset + i];
        }
        weights.put(slot.name(), values);
        offset += slot.size();
      }
    }

    double[][] logits(int[] ids) {
      List<Map<Integer, double[][]>> history = new ArrayList<>();
      double[][] logits = new double[ids.length][];
      for (int layer = 0; layer < SHAPE.layers(); layer++) {
        history.add(new HashMap<>());
      }
      double[] embedding = weights.get("model.embed_tokens.weight");
      for (int position = 0; position < ids.length; position++) {
        double[] x = new double[SHAPE.hidden()];
        System.arraycopy(embedding, ids[position] * x.length, x, 0, x.length);
        for (int layer = 0; layer < SHAPE.layers(); layer++) {
          String prefix = "model.layers." + layer + ".";
          double[] normed = norm(x, prefix + "input_layernorm.weight");
          add(x, attention(normed, prefix + "self_attn.", position, history.get(layer)));
          normed = norm(x, prefix + "post_attention_layernorm.weight");
          add(x, feedForward(normed, prefix + "mlp."));
        }
        logits[position] = linear(norm(x, "model.norm.weight"), "model.embed_tokens.weight");
      }
      return logits;
    }

    private double[] attention(
        double[] x, String prefix, int position, Map<Integer, double[][]> history) {
      int size = SHAPE.headSize();
      double[] query = linear(x, prefix + "q_proj.weight");
      double[] key = linear(x, prefix + "k_proj.weight");
      double[] value = linear(x, prefix + "v_proj.weight");
      double[] mixed = new double[query.length];
      history.put(position, new double[][] {new double[key.length], value});
      for (int head = 0; head < SHAPE.keyValueHeads(); head++) {
        double[] rotated = rotate(norm(slice(key, head), prefix + "k_norm.weight"), position);
        System.arraycopy(rotated, 0, history.get(position)[0], head * size, size);
      }
      for (int head = 0; head < SHAPE.heads(); head++) {
        int group = head / (SHAPE.heads() / SHAPE.keyValueHeads());
        double[] rotated = rotate(norm(slice(query, head), prefix + "q_norm.weight"), position);
        double[] shares = new double[position + 1];
        double total = 0;
        for (int past = 0; past <= position; past++) {
          double dot = 0;
          for (int i = 0; i < size; i++) {
            dot += rotated[i] * history.get(past)[0][group * size + i];
          }
          shares[past] = Math.exp(dot / Math.sqrt(size));
          total += shares[past];
        }
        for (int past = 0; past <= position; past++) {
          for (int i = 0; i < size; i++) {
            mixed[head * size + i] += shares[past] / total * history.get(past)[1][group * size + i];
          }
        }
      }
      return linear(mixed, prefix + "o_proj.weight");
    }

    private double[] feedForward(double[] x, String prefix) {
      double[] gate = linear(x, prefix + "gate_proj.weight");
      double[] up = linear(x, prefix + "up_proj.weight");
      for (int i = 0; i < gate.length; i++) {
        gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
      }
      return linear(gate, prefix + "down_proj.weight");
    }

    private static double[] rotate(double[] head, int position) {
      int half = head.length / 2;
      double[] rotated = new double[head.length];
      for (int i = 0; i < half; i++) {
        double angle = position * Math.pow(10_000, -2.0 * i / head.length);
        rotated[i] = head[i] * Math.cos(angle) - head[i + half] * Math.sin(angle);
        rotated[i + half] = head[i + half] * Math.cos(angle) + head[i] * Math.sin(angle);
      }
      return rotated;
    }

    private double[] norm(double[] x, String name) {
      double square = 0;
      for (double value : x) {
        square += value * value;
      }
      double scale = 1 / Math.sqrt(square / x.length + 1e-6);
      double[] normed = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        normed[i] = x[i] * scale * weights.get(name)[i];
      }
      return normed;
    }

    private double[] linear(double[] x, String name) {
      double[] weight = weights.get(name);
      double[] y = new double[weight.length / x.length];
      for (int row = 0; row < y.length; row++) {
        for (int i = 0; i < x.length; i++) {
          y[row] += weight[row * x.length + i] * x[i];
        }
      }
      return y;
    }

    private static double[] slice(double[] heads, int head) {
      return Arrays.copyOfRange(heads, head * SHAPE.headSize(), (head + 1) * SHAPE.headSize());
    }

    private static void add(double[] x, double[] added) {
      for (int i = 0; i < x.length; i++) {
        x[i] += added[i];
      }
    }
  }
}
