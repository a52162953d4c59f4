package org.alphagrid.merge.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.architecture.WeightSlot;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.SafetensorsWriter;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.alphagrid.merge.tensor.BlockMath;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;

/**
 * Writes a checkpoint of random weights. The bytes of a tensor depend on seed, name and dtype
 * alone, not on shards or threads.
 */
public final class RandomCheckpoint {
  private static final int BLOCK = 1 << 20;

  private final String config;
  private final DecoderSpec spec;
  private final long seed;

  /**
   * @param config the {@code config.json}
   * @param seed different seeds give different weights
   * @throws org.alphagrid.core.UserException when the configuration cannot be carried out
   */
  public RandomCheckpoint(String config, long seed) {
    this.config = config;
    this.spec = ModelConfig.parse(Checkpoint.CONFIG, config).describe();
    this.seed = seed;
  }

  /** Returns what the configuration describes. */
  public DecoderSpec spec() {
    return spec;
  }

  /**
   * Writes configuration, weights and a tokenizer.
   *
   * @param maxShardBytes most tensor bytes of one file
   * @throws UserException when the folder holds a checkpoint already, or the vocabulary has no room
   *     for the tokenizer
   */
  public void write(Path folder, DType dtype, long maxShardBytes) throws IOException {
    if (Storage.exists(new Path(folder, Checkpoint.CONFIG))) {
      throw new UserException(
          "Cannot write a checkpoint to %s: it holds a %s already"
              .formatted(folder, Checkpoint.CONFIG));
    }
    ByteLevelTokenizer.requireRoom(spec.vocabularySize());
    Storage.fileSystem(folder).mkdirs(folder);
    List<WeightSlot> slots = WeightLayout.of(spec);
    List<TensorEntry> tensors = new ArrayList<>();
    for (WeightSlot slot : slots) {
      long bytes = TensorEntry.byteCount(dtype, slot.shape());
      tensors.add(new TensorEntry(slot.name(), dtype, slot.shape(), 0, bytes));
    }
    List<List<String>> shards = HuggingFaceFiles.shards(tensors, dtype, maxShardBytes);
    int next = 0;
    for (int shard = 0; shard < shards.size(); shard++) {
      int end = next + shards.get(shard).size();
      Path file = new Path(folder, HuggingFaceFiles.shardName(shard, shards.size()));
      writeShard(Storage.fileSystem(file).create(file, true), slots.subList(next, end), dtype);
      next = end;
    }
    HuggingFaceFiles.writeIndex(folder, shards, tensors, dtype);
    ByteLevelTokenizer.write(folder);
    // Last, so that a folder with a configuration is a whole checkpoint.
    HuggingFaceFiles.write(folder, Checkpoint.CONFIG, config(dtype));
  }

  private byte[] config(DType dtype) throws IOException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(config);
    return json.put("torch_dtype", dtype.torchName())
        .toPrettyString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Writes one safetensors file of some tensors and closes it. */
  public void writeShard(OutputStream out, List<WeightSlot> slots, DType dtype) throws IOException {
    writeShard(out, slots, slot -> dtype);
  }

  /** Writes a shard likewise, with an element type for each tensor. */
  public void writeShard(
      OutputStream out, List<WeightSlot> slots, Function<WeightSlot, DType> dtype)
      throws IOException {
    List<SafetensorsWriter.Announced> announced =
        slots.stream()
            .map(
                slot ->
                    new SafetensorsWriter.Announced(slot.name(), dtype.apply(slot), slot.shape()))
            .toList();
    try (SafetensorsWriter writer = new SafetensorsWriter(out, announced)) {
      for (WeightSlot slot : slots) {
        writeTensor(writer, slot, dtype.apply(slot));
      }
    }
  }

  private void writeTensor(SafetensorsWriter writer, WeightSlot slot, DType dtype)
      throws IOException {
    RandomWeights weights = new RandomWeights(spec, slot, seed);
    long elements = slot.shape().elements();
    int atOnce = Runtime.getRuntime().availableProcessors();
    for (long first = 0; first < elements; first += (long) BLOCK * atOnce) {
      long begin = first;
      List<byte[]> blocks =
          IntStream.range(0, atOnce)
              .parallel()
              .mapToObj(i -> block(weights, slot, dtype, begin + (long) i * BLOCK))
              .toList();
      for (byte[] block : blocks) {
        writer.write(block, block.length);
      }
    }
  }

  /** Returns the bytes of up to {@link #BLOCK} elements, none beyond the tensor's end. */
  private static byte[] block(RandomWeights weights, WeightSlot slot, DType dtype, long first) {
    int count = (int) Math.max(0, Math.min(BLOCK, slot.shape().elements() - first));
    float[] values = new float[count];
    weights.fill(values, first, count);
    byte[] bytes = new byte[count * dtype.bytes()];
    BlockMath.fastest().codec().encode(dtype, values, count, bytes, 0);
    return bytes;
  }
}
