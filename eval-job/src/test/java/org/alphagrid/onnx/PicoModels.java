package org.alphagrid.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.alphagrid.architecture.AttentionSpec;
import org.alphagrid.architecture.DecoderSpec;
import org.alphagrid.architecture.ModelConfig;
import org.alphagrid.architecture.RopeSpec;
import org.alphagrid.architecture.WeightLayout;
import org.alphagrid.architecture.WeightRole;
import org.alphagrid.architecture.WeightSlot;
import org.alphagrid.checkpoint.LocalModel;
import org.alphagrid.checkpoint.LocalTensor;
import org.alphagrid.checkpoint.TensorBytes;
import org.alphagrid.tensor.DType;
import org.alphagrid.tensor.FloatCodec;

/** Tiny decoders with random weights, written as real safetensors files. */
public final class PicoModels {
  private PicoModels() {}

  /** Hidden 64, 2 layers, 4 over 2 heads of 16, feed-forward 80, 101 ids, 96 positions. */
  public static DecoderSpec qwen3(boolean tiedHead) {
    return spec(new AttentionSpec(4, 2, 16, true, false), tiedHead);
  }

  /** The same with biases and without head norms. */
  public static DecoderSpec qwen2(boolean tiedHead) {
    return spec(new AttentionSpec(4, 2, 16, false, true), tiedHead);
  }

  /** The same with an attention of its own. */
  public static DecoderSpec spec(AttentionSpec attention, boolean tiedHead) {
    RopeSpec rope = new RopeSpec(10_000, attention.headSize());
    return new DecoderSpec("qwen3", 101, 64, 2, 96, 1e-6, attention, rope, 80, tiedHead);
  }

  /** The quickstart parents' sizes. */
  public static DecoderSpec quickstart() {
    AttentionSpec attention = new AttentionSpec(4, 2, 32, true, false);
    RopeSpec rope = new RopeSpec(10_000, 32);
    return new DecoderSpec("qwen3", 101, 128, 4, 512, 1e-6, attention, rope, 384, true);
  }

  /** Writes random weights to {@code folder/model.safetensors} and describes them. */
  public static LocalModel stored(Path folder, DecoderSpec spec, DType dtype, long seed) {
    Random random = new Random(seed);
    Map<WeightSlot, byte[]> weights = new LinkedHashMap<>();
    for (WeightSlot slot : WeightLayout.of(spec)) {
      weights.put(slot, encode(randomWeights(slot, random), dtype));
    }
    Path file = folder.resolve("model.safetensors");
    try {
      return write(file.toAbsolutePath(), spec, dtype, weights);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private static float[] randomWeights(WeightSlot slot, Random random) {
    float[] values = new float[Math.toIntExact(slot.shape().elements())];
    int rank = slot.shape().rank();
    boolean norm = slot.role() == WeightRole.NORM;
    double scale = rank == 2 ? 2 / Math.sqrt((double) slot.shape().dimension(1)) : 0.2;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((norm ? 1 : 0) + scale * random.nextGaussian());
    }
    return values;
  }

  private static byte[] encode(float[] values, DType dtype) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (dtype) {
        case BF16 -> buffer.putShort(FloatCodec.toBfloat16(value));
        case F16 -> buffer.putShort(FloatCodec.toFloat16(value));
        case F32 -> buffer.putFloat(value);
        case F64 -> throw new IllegalArgumentException("F64 is not used");
      }
    }
    return buffer.array();
  }

  private static LocalModel write(
      Path file, DecoderSpec spec, DType dtype, Map<WeightSlot, byte[]> weights)
      throws IOException {
    byte[] header = header(dtype, weights).getBytes(StandardCharsets.UTF_8);
    long offset = (long) Long.BYTES + header.length;
    Map<String, LocalTensor> tensors = new HashMap<>();
    try (var out = Files.newOutputStream(file)) {
      out.write(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(header.length)
              .array());
      out.write(header);
      for (Map.Entry<WeightSlot, byte[]> weight : weights.entrySet()) {
        WeightSlot slot = weight.getKey();
        int length = weight.getValue().length;
        TensorBytes place = new TensorBytes.InFile(file, offset, length);
        tensors.put(slot.name(), new LocalTensor(slot.name(), dtype, slot.shape(), place));
        out.write(weight.getValue());
        offset += length;
      }
    }
    return new LocalModel("pico", ModelConfig.parse("config.json", config(spec)), tensors);
  }

  /** Without padding, so that offsets are odd as often as not. */
  private static String header(DType dtype, Map<WeightSlot, byte[]> weights) {
    StringBuilder json = new StringBuilder("{");
    long begin = 0;
    for (Map.Entry<WeightSlot, byte[]> weight : weights.entrySet()) {
      long end = begin + weight.getValue().length;
      json.append(
          "%s\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(
                  begin == 0 ? "" : ",",
                  weight.getKey().name(),
                  dtype,
                  weight.getKey().shape(),
                  begin,
                  end));
      begin = end;
    }
    return json.append("}").toString();
  }

  private static String config(DecoderSpec spec) {
    return """
        {"model_type": "qwen3", "vocab_size": %d, "hidden_size": %d, "num_hidden_layers": %d,
         "max_position_embeddings": %d, "rms_norm_eps": %s, "num_attention_heads": %d,
         "num_key_value_heads": %d, "head_dim": %d, "rope_theta": %s, "intermediate_size": %d,
         "tie_word_embeddings": %s}
        """
        .formatted(
            spec.vocabularySize(),
            spec.hiddenSize(),
            spec.layers(),
            spec.contextLength(),
            spec.normEpsilon(),
            spec.attention().heads(),
            spec.attention().keyValueHeads(),
            spec.attention().headSize(),
            spec.rope().theta(),
            spec.feedForwardSize(),
            spec.tiedHead());
  }
}
