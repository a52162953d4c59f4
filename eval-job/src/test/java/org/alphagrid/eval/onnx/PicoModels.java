package org.alphagrid.eval.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.alphagrid.merge.architecture.AttentionSpec;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Dense;
import org.alphagrid.merge.architecture.GateSpec;
import org.alphagrid.merge.architecture.NormSpec;
import org.alphagrid.merge.architecture.QueryKeyNorm;
import org.alphagrid.merge.architecture.TokenSpec;
import org.alphagrid.merge.architecture.rope.RopeSpec;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.FloatCodec;

/** Tiny decoders by their sizes, and models as this machine's files or memory. */
public final class PicoModels {
  private PicoModels() {}

  /** Hidden 64, 2 layers, 4 over 2 heads of 16, feed-forward 80, 101 ids, 96 positions. */
  public static DecoderSpec qwen3(boolean tiedHead) {
    return qwen3(101, 64, 96, AttentionSpec.of(4, 2, 16), 2, 80, tiedHead);
  }

  /** Qwen3 in any size. */
  public static DecoderSpec qwen3(
      int vocabulary,
      int hidden,
      int context,
      AttentionSpec attention,
      int layers,
      int inner,
      boolean tiedHead) {
    return spec(
        "qwen3",
        TokenSpec.of(vocabulary, tiedHead),
        hidden,
        context,
        attention.withNorm(QueryKeyNorm.PER_HEAD),
        layers,
        inner);
  }

  /** Like {@link #qwen3(boolean)}, with biases and without head norms. */
  public static DecoderSpec qwen2(boolean tiedHead) {
    AttentionSpec attention = AttentionSpec.of(4, 2, 16).withBias(true, false);
    return spec("qwen2", TokenSpec.of(101, tiedHead), 64, 96, attention, 2, 80);
  }

  /** The quickstart parents' sizes. */
  public static DecoderSpec quickstart() {
    return qwen3(101, 128, 512, AttentionSpec.of(4, 2, 32), 4, 384, true);
  }

  private static DecoderSpec spec(
      String family,
      TokenSpec tokens,
      int hidden,
      int context,
      AttentionSpec attention,
      int layers,
      int inner) {
    RopeSpec rope = RopeSpec.plain(10_000, attention.headSize());
    return new DecoderSpec(
        family,
        hidden,
        context,
        tokens,
        NormSpec.before(1e-6),
        attention,
        GateSpec.SWIGLU,
        BlockSpec.of(rope, new Dense(inner)).times(layers));
  }

  /** Writes random weights to {@code folder} and describes them. */
  public static LocalModel stored(Path folder, DecoderSpec spec, DType dtype, long seed) {
    LocalModel model = checkpoint(spec).dtype(dtype).seed(seed).local(folder);
    return new LocalModel("pico", model.config(), model.tensors());
  }

  /** The configuration of a dense model without windows and with a plain rotation. */
  private static TinyCheckpoint checkpoint(DecoderSpec spec) {
    BlockSpec block = spec.blocks().get(0);
    return TinyCheckpoint.pico(spec.family())
        .with("vocab_size", spec.vocabularySize())
        .with("hidden_size", spec.hiddenSize())
        .with("num_hidden_layers", spec.layers())
        .with("max_position_embeddings", spec.contextLength())
        .with("rms_norm_eps", spec.norms().epsilon())
        .with("num_attention_heads", spec.attention().heads())
        .with("num_key_value_heads", spec.attention().keyValueHeads())
        .with("head_dim", spec.attention().headSize())
        .with("rope_theta", block.rope().theta())
        .with("intermediate_size", ((Dense) block.feedForward()).innerSize())
        .with("tie_word_embeddings", spec.tokens().tied());
  }

  /** The same model with every tensor in memory. */
  public static LocalModel inMemory(LocalModel stored) {
    Map<String, LocalTensor> tensors = new HashMap<>();
    for (LocalTensor tensor : stored.tensors().values()) {
      TensorBytes bytes = new TensorBytes.InMemory(read(tensor));
      tensors.put(
          tensor.name(), new LocalTensor(tensor.name(), tensor.dtype(), tensor.shape(), bytes));
    }
    return new LocalModel(stored.name() + " in memory", stored.config(), tensors);
  }

  /** A tensor's values. */
  static float[] values(LocalTensor tensor) {
    ByteBuffer bytes = read(tensor);
    float[] values = new float[Math.toIntExact(tensor.shape().elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (tensor.dtype()) {
            case BF16 -> FloatCodec.fromBfloat16(bytes.getShort());
            case F16 -> FloatCodec.fromFloat16(bytes.getShort());
            case F32 -> bytes.getFloat();
            case F64 -> throw new IllegalArgumentException("F64 is not used");
          };
    }
    return values;
  }

  private static ByteBuffer read(LocalTensor tensor) {
    if (tensor.bytes() instanceof TensorBytes.InMemory memory) {
      return memory.buffer().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }
    TensorBytes.InFile place = (TensorBytes.InFile) tensor.bytes();
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(Math.toIntExact(place.length())).order(ByteOrder.LITTLE_ENDIAN);
    try (var channel = Files.newByteChannel(place.file())) {
      channel.position(place.offset());
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.flip();
  }
}
