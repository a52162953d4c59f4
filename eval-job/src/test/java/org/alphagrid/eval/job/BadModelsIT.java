package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parents that cannot be run end the job with exit code 2 and a message, before any work. */
class BadModelsIT {
  @TempDir Path directory;

  @Test
  void unknownFamily() throws IOException {
    refuses(
        config("\"qwen3\"", "\"qwen33\""),
        "Unknown model family (model_type) 'qwen33'; did you mean 'qwen3'? known: [gemma2,");
  }

  @Test
  void missingTensor() throws IOException {
    refuses(
        config("\"num_hidden_layers\" : 2", "\"num_hidden_layers\" : 3"),
        "tensor 'model.layers.2.self_attn.q_proj.weight' is missing in direct");
  }

  @Test
  void wrongHeadCount() throws IOException {
    refuses(
        config("\"num_key_value_heads\" : 2", "\"num_key_value_heads\" : 4"),
        "tensor 'model.layers.0.self_attn.k_proj.weight' is [32, 32] in direct,"
            + " its config.json asks for [64, 32]");
    refuses(
        config("\"num_key_value_heads\" : 2", "\"num_key_value_heads\" : 3"),
        "Invalid attention: 4 heads over 3 key/value heads (must divide)");
  }

  @Test
  void tokenizerLargerThanTheEmbedding() throws IOException {
    refuses(
        new TinySweep(directory, seed -> new TinyCheckpoint().seed(seed).with("vocab_size", 64)),
        "tokenizer.json has id 91 for 'u' in the prompt of problem p0 of tiny, and such ids in all others (must be below 64, the rows of the embedding of parent/direct)");
  }

  @Test
  void headSizeThatTheEngineCannotDo() throws IOException {
    refuses(
        new TinySweep(directory, seed -> new TinyCheckpoint().seed(seed).with("head_dim", 24)),
        "head size 24 (must be a multiple of 16)");
  }

  @Test
  void quantisedCheckpoint() throws IOException {
    TinySweep sweep = new TinySweep(directory);
    for (String parent : new String[] {"direct", "think"}) {
      TinyCheckpoint checkpoint =
          new TinyCheckpoint().with("quantization_config", Map.of("quant_method", "gptq"));
      Files.writeString(directory.resolve(parent).resolve("config.json"), checkpoint.config());
    }
    refuses(sweep, "it is quantized (gptq); take the model it was made from");
  }

  /** A sweep whose parents' configurations say something else than their weights. */
  private TinySweep config(String from, String to) throws IOException {
    TinySweep sweep = new TinySweep(directory);
    for (String parent : new String[] {"direct", "think"}) {
      Path file = directory.resolve(parent).resolve("config.json");
      String text = Files.readString(file);
      assertThat(text).contains(from);
      Files.writeString(file, text.replace(from, to));
    }
    return sweep;
  }

  private void refuses(TinySweep sweep, String message) throws IOException {
    Path run = directory.resolve("run");
    CapturedCommand said = CapturedCommand.of(() -> sweep.eval(run));
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.err()).contains(message);
    assertThat(TinySweep.shards(run)).isEmpty();
  }
}
