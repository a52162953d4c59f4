package org.alphagrid.quickstart;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.SafetensorsFile;
import org.alphagrid.merge.checkpoint.SafetensorsWriter;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.FloatCodec;

/** Reads and writes a model directory in the Hugging Face layout, its weights in bfloat16. */
final class TrainedModel {
  private static final String WEIGHTS = "model.safetensors";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  // Only constructs every Jinja reader has; the trimming dashes keep the layout out of the prompt.
  private static final String CHAT_TEMPLATE =
      "{%- for message in messages %}\n"
          + "    {{- '<|im_start|>' + message['role'] + '\\n' + message['content']"
          + " + '<|im_end|>' + '\\n' }}\n"
          + "{%- endfor %}\n"
          + "{%- if add_generation_prompt %}\n"
          + "    {{- '<|im_start|>assistant\\n' }}\n"
          + "{%- endif %}";

  private TrainedModel() {}

  /**
   * Writes all files, the weights last.
   *
   * @param weights of all slots, one after another; rounded to the nearest bfloat16, ties to even
   * @throws IllegalArgumentException if a weight is not a number
   */
  static void write(Path directory, DecoderShape shape, float[] weights) throws IOException {
    Files.createDirectories(directory);
    writeJson(directory.resolve("config.json"), config(shape));
    writeJson(directory.resolve("generation_config.json"), generationConfig());
    writeJson(directory.resolve("tokenizer.json"), tokenizer());
    writeJson(directory.resolve("tokenizer_config.json"), tokenizerConfig());
    Path unfinished = directory.resolve(WEIGHTS + ".part");
    writeWeights(unfinished, shape.slots(), weights);
    Files.move(unfinished, directory.resolve(WEIGHTS), StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads the weights back as stored, all slots one after another.
   *
   * @throws UserException if a tensor is missing or has another type or shape
   */
  static float[] read(Path directory, DecoderShape shape) throws IOException {
    Path weights = directory.resolve(WEIGHTS);
    float[] read = new float[shape.size()];
    int filled = 0;
    try (SafetensorsFile file =
        SafetensorsFile.open(new org.apache.hadoop.fs.Path(weights.toUri()))) {
      for (TrainableWeight slot : shape.slots()) {
        TensorEntry tensor = file.tensor(slot.name());
        if (tensor == null
            || tensor.dtype() != DType.BF16
            || !tensor.shape().equals(slot.shape())) {
          throw new UserException(
              "Cannot read %s: %s is stored as %s".formatted(weights, slot, tensor));
        }
        ByteBuffer bytes = file.slice(tensor, 0, Math.toIntExact(tensor.bytes()));
        for (int i = 0; i < slot.size(); i++) {
          read[filled++] = FloatCodec.fromBfloat16(bytes.getShort());
        }
      }
    }
    return read;
  }

  private static void writeWeights(Path file, List<TrainableWeight> slots, float[] weights)
      throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(DType.BF16.bytes() * weights.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float weight : weights) {
      if (Float.isNaN(weight)) {
        throw new IllegalArgumentException("Invalid weight: NaN (must be a number)");
      }
      bytes.putShort(FloatCodec.toBfloat16(weight));
    }
    List<SafetensorsWriter.Announced> tensors =
        slots.stream()
            .map(slot -> new SafetensorsWriter.Announced(slot.name(), DType.BF16, slot.shape()))
            .toList();
    try (SafetensorsWriter writer =
        new SafetensorsWriter(new BufferedOutputStream(Files.newOutputStream(file)), tensors)) {
      writer.write(bytes.array(), bytes.capacity());
    }
  }

  private static void writeJson(Path file, JsonObject object) throws IOException {
    Files.writeString(file, GSON.toJson(object) + "\n");
  }

  private static JsonObject config(DecoderShape shape) {
    JsonObject config = new JsonObject();
    JsonArray architectures = new JsonArray();
    architectures.add("Qwen3ForCausalLM");
    config.add("architectures", architectures);
    config.addProperty("attention_bias", false);
    config.addProperty("attention_dropout", 0.0);
    config.addProperty("bos_token_id", Vocabulary.END_OF_TEXT);
    config.addProperty("eos_token_id", Vocabulary.TURN_END);
    config.addProperty("head_dim", shape.headSize());
    config.addProperty("hidden_act", "silu");
    config.addProperty("hidden_size", shape.hidden());
    config.addProperty("initializer_range", 0.02);
    config.addProperty("intermediate_size", shape.feedForward());
    config.addProperty("max_position_embeddings", DecoderShape.MAX_POSITIONS);
    config.addProperty("max_window_layers", shape.layers());
    config.addProperty("model_type", "qwen3");
    config.addProperty("num_attention_heads", shape.heads());
    config.addProperty("num_hidden_layers", shape.layers());
    config.addProperty("num_key_value_heads", shape.keyValueHeads());
    config.addProperty("pad_token_id", Vocabulary.END_OF_TEXT);
    config.addProperty("rms_norm_eps", 1e-6);
    config.add("rope_scaling", JsonNull.INSTANCE);
    config.addProperty("rope_theta", DecoderShape.ROPE_THETA);
    config.add("sliding_window", JsonNull.INSTANCE);
    config.addProperty("tie_word_embeddings", true);
    config.addProperty("torch_dtype", "bfloat16");
    config.addProperty("transformers_version", "4.51.0");
    config.addProperty("use_cache", true);
    config.addProperty("use_sliding_window", false);
    config.addProperty("vocab_size", Vocabulary.SIZE);
    return config;
  }

  private static JsonObject generationConfig() {
    JsonObject config = new JsonObject();
    config.addProperty("bos_token_id", Vocabulary.END_OF_TEXT);
    config.addProperty("do_sample", true);
    JsonArray stops = new JsonArray();
    stops.add(Vocabulary.TURN_END);
    stops.add(Vocabulary.END_OF_TEXT);
    config.add("eos_token_id", stops);
    config.addProperty("max_new_tokens", Generator.MAX_NEW_TOKENS);
    config.addProperty("pad_token_id", Vocabulary.END_OF_TEXT);
    config.addProperty("temperature", 0.8);
    config.addProperty("top_p", 1.0);
    config.addProperty("transformers_version", "4.51.0");
    return config;
  }

  /** Returns a byte-pair vocabulary without merges, so that every character stays a token. */
  private static JsonObject tokenizer() {
    JsonObject model = new JsonObject();
    model.addProperty("type", "BPE");
    model.add("dropout", JsonNull.INSTANCE);
    model.addProperty("unk_token", "?");
    model.add("continuing_subword_prefix", JsonNull.INSTANCE);
    model.add("end_of_word_suffix", JsonNull.INSTANCE);
    model.addProperty("fuse_unk", false);
    model.addProperty("byte_fallback", false);
    model.addProperty("ignore_merges", false);
    JsonObject vocabulary = new JsonObject();
    for (int id = 0; id < Vocabulary.END_OF_TEXT; id++) {
      vocabulary.addProperty(Vocabulary.text(id), id);
    }
    model.add("vocab", vocabulary);
    model.add("merges", new JsonArray());

    JsonArray added = new JsonArray();
    for (int id = Vocabulary.END_OF_TEXT; id < Vocabulary.SIZE; id++) {
      JsonObject token = addedToken(id);
      JsonObject withId = new JsonObject();
      withId.addProperty("id", id);
      token.entrySet().forEach(entry -> withId.add(entry.getKey(), entry.getValue()));
      added.add(withId);
    }
    // Joins the characters again; without it a decoder puts blanks between tokens.
    JsonObject decoder = new JsonObject();
    decoder.addProperty("type", "Fuse");

    JsonObject tokenizer = new JsonObject();
    tokenizer.addProperty("version", "1.0");
    tokenizer.add("truncation", JsonNull.INSTANCE);
    tokenizer.add("padding", JsonNull.INSTANCE);
    tokenizer.add("added_tokens", added);
    tokenizer.add("normalizer", JsonNull.INSTANCE);
    tokenizer.add("pre_tokenizer", JsonNull.INSTANCE);
    tokenizer.add("post_processor", JsonNull.INSTANCE);
    tokenizer.add("decoder", decoder);
    tokenizer.add("model", model);
    return tokenizer;
  }

  private static JsonObject tokenizerConfig() {
    JsonObject config = new JsonObject();
    config.addProperty("add_bos_token", false);
    config.addProperty("add_prefix_space", false);
    JsonObject added = new JsonObject();
    for (int id = Vocabulary.END_OF_TEXT; id < Vocabulary.SIZE; id++) {
      added.add(String.valueOf(id), addedToken(id));
    }
    config.add("added_tokens_decoder", added);
    JsonArray special = new JsonArray();
    List.of("<|im_start|>", "<|im_end|>").forEach(special::add);
    config.add("additional_special_tokens", special);
    config.add("bos_token", JsonNull.INSTANCE);
    config.addProperty("chat_template", CHAT_TEMPLATE);
    config.addProperty("clean_up_tokenization_spaces", false);
    config.addProperty("eos_token", "<|im_end|>");
    config.addProperty("model_max_length", DecoderShape.MAX_POSITIONS);
    config.addProperty("pad_token", "<|endoftext|>");
    config.addProperty("tokenizer_class", "PreTrainedTokenizerFast");
    config.add("unk_token", JsonNull.INSTANCE);
    return config;
  }

  /**
   * Returns the entry of an added token; as in Qwen3, the think tags are part of the text, hence
   * not special.
   */
  private static JsonObject addedToken(int id) {
    JsonObject token = new JsonObject();
    token.addProperty("content", Vocabulary.text(id));
    for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
      token.addProperty(flag, false);
    }
    token.addProperty("special", id < Vocabulary.THINK);
    return token;
  }
}
