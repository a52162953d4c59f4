package org.alphagrid.merge.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no checkpoint that can be merged is refused with one sentence that says what it is. */
class UnusableFolderTest {
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 12345\n"
          .formatted("0".repeat(64));

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "config.json"})
  void gitLfsPointerIsNamed(String file) throws IOException {
    new TinyCheckpoint().write(directory);
    Files.writeString(directory.resolve(file), POINTER);
    refuses(file + ": it is a Git LFS pointer, not the file itself", "git lfs pull");
  }

  @Test
  void indexThatIsAPointerIsNamed() throws IOException {
    new TinyCheckpoint().shards(2).write(directory);
    Files.writeString(directory.resolve("model.safetensors.index.json"), POINTER);
    refuses("index.json: it is a Git LFS pointer");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void adapterIsToldFromAModel(boolean withConfig) throws IOException {
    if (withConfig) {
      Files.writeString(directory.resolve("config.json"), new TinyCheckpoint().config());
    }
    Files.writeString(directory.resolve("adapter_config.json"), "{\"peft_type\": \"LORA\"}");
    refuses("it holds an adapter (LoRA), no model; merge the adapter into its model first");
  }

  @Test
  void modelBesideAnAdapterIsAModel() throws IOException {
    new TinyCheckpoint().write(directory);
    Files.writeString(directory.resolve("adapter_config.json"), "{}");
    try (Checkpoint checkpoint = open()) {
      assertThat(checkpoint.tensors()).isNotEmpty();
    }
  }

  @Test
  void quantizedModelIsToldWithItsMethod() throws IOException {
    configured("quantization_config", Map.of("quant_method", "gptq", "bits", 4));
    refuses("it is quantized (gptq); take the model it was made from");
  }

  @Test
  void quantizedLanguageModelInsideAnotherIsTold() throws IOException {
    configured("text_config", Map.of("quantization_config", Map.of()));
    refuses("it is quantized; take");
  }

  @ParameterizedTest
  @CsvSource({"I8, 1", "U8, 1", "F8_E4M3, 1", "I32, 4"})
  void codesOfQuantizedNumbersAreNoWeights(String dtype, int bytes) throws IOException {
    Files.writeString(directory.resolve("config.json"), new TinyCheckpoint().config());
    new RawSafetensors()
        .add("model.norm.weight", dtype, new long[] {2}, new byte[2 * bytes])
        .write(directory.resolve("model.safetensors"));
    refuses("Unknown dtype '" + dtype + "'", "quantized weights cannot be merged");
  }

  @Test
  void shardsWithoutAnIndexAreTold() throws IOException {
    new TinyCheckpoint().shards(2).write(directory);
    Files.delete(directory.resolve("model.safetensors.index.json"));
    refuses(
        "model-00001-of-00002.safetensors is there, but no model.safetensors.index.json, which says");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model-q4.gguf", "pytorch_model-00001-of-00002.bin"})
  void otherFormatsMustBeConverted(String file) throws IOException {
    Files.writeString(directory.resolve("config.json"), new TinyCheckpoint().config());
    Files.writeString(directory.resolve(file), "x");
    refuses(file + " must be converted to safetensors");
  }

  private void configured(String key, Object value) throws IOException {
    new TinyCheckpoint().write(directory);
    String text = new TinyCheckpoint().with(key, value).config();
    Files.writeString(directory.resolve("config.json"), text);
  }

  private Checkpoint open() throws IOException {
    return Checkpoint.open(new org.apache.hadoop.fs.Path(directory.toUri()));
  }

  private void refuses(String... parts) {
    assertThatThrownBy(this::open).isInstanceOf(UserException.class).hasMessageContainingAll(parts);
  }
}
