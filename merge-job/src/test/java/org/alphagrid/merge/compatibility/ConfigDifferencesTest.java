package org.alphagrid.merge.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.compatibility.Difference.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key refuses a merge only where it changes what the network computes. */
class ConfigDifferencesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"qwen3", "mystery"})
  void notesOfToolsAndWindowsThatAreOffChangeNothing(String family) throws IOException {
    Map<String, Object> notes =
        Map.of(
            "unsloth_version",
            "2025.6",
            "_attn_implementation_autoset",
            true,
            "transformers_version",
            "4.51.0",
            "eos_token_id",
            3,
            "attn_pdrop",
            0.1,
            "sliding_window",
            4096,
            "max_window_layers",
            2,
            "auto_map",
            Map.of("AutoConfig", "configuration_x.XConfig"));
    Map<String, Object> others =
        Map.of(
            "unsloth_version",
            "2025.9",
            "_attn_implementation_autoset",
            false,
            "transformers_version",
            "5.2.0",
            "eos_token_id",
            List.of(3, 4),
            "attn_pdrop",
            0.0,
            "sliding_window",
            131072,
            "max_window_layers",
            1,
            "auto_map",
            Map.of("AutoConfig", "configuration_y.YConfig"));
    List<Difference> found =
        compare(
            family,
            with(notes, "use_sliding_window", false),
            with(others, "use_sliding_window", false));
    assertThat(found).hasSize(notes.size()).allMatch(d -> d.weight() == Weight.NOTE);
  }

  @Test
  void windowsThatAreOnCount() throws IOException {
    Map<String, Object> on = Map.of("use_sliding_window", true, "max_window_layers", 0);
    assertThat(compare("qwen3", with(on, "sliding_window", 16), with(on, "sliding_window", 32)))
        .singleElement()
        .satisfies(d -> assertThat(d.weight()).isEqualTo(Weight.MODEL))
        .satisfies(d -> assertThat(d.name()).isEqualTo("config.sliding_window"));
    Map<String, Object> windows = Map.of("use_sliding_window", true, "sliding_window", 16);
    assertThat(
            compare(
                "qwen3",
                with(windows, "max_window_layers", 0),
                with(windows, "max_window_layers", 1)))
        .singleElement()
        .satisfies(d -> assertThat(d.weight()).isEqualTo(Weight.MODEL));
    assertThat(compare("mystery", Map.of("sliding_window", 16), Map.of("sliding_window", 32)))
        .singleElement()
        .satisfies(d -> assertThat(d.weight()).isEqualTo(Weight.MODEL));
  }

  @Test
  void modelTypeInsideAnotherModelCannotBeAllowed() throws IOException {
    assertThat(
            compare(
                "mystery",
                Map.of("text_config", Map.of("model_type", "one", "torch_dtype", "float16")),
                Map.of("text_config", Map.of("model_type", "two", "torch_dtype", "float32"))))
        .extracting(Difference::name, Difference::weight)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("config.text_config.model_type", Weight.FATAL),
            org.assertj.core.groups.Tuple.tuple("config.text_config.torch_dtype", Weight.NOTE));
  }

  @Test
  void keyOfTheHeadCountsAsTheHeadDoes() throws IOException {
    assertThat(compare("mystery", Map.of("tie_word_embeddings", true), Map.of("other_key", 1)))
        .extracting(Difference::name, Difference::weight)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("config.other_key", Weight.MODEL),
            org.assertj.core.groups.Tuple.tuple("config.tie_word_embeddings", Weight.NOTE));
  }

  private static Map<String, Object> with(Map<String, Object> keys, String key, Object value) {
    Map<String, Object> all = new java.util.TreeMap<>(keys);
    all.put(key, value);
    return all;
  }

  private List<Difference> compare(
      String family, Map<String, Object> ours, Map<String, Object> theirs) throws IOException {
    try (Checkpoint first = checkpoint("ours", family, ours);
        Checkpoint second = checkpoint("theirs", family, theirs)) {
      return ConfigDifferences.between(
          new NamedCheckpoint("ours", first), new NamedCheckpoint("theirs", second));
    }
  }

  private Checkpoint checkpoint(String name, String family, Map<String, Object> keys)
      throws IOException {
    Path folder = new TinyCheckpoint().write(directory.resolve(name));
    TinyCheckpoint configured = new TinyCheckpoint().with("model_type", family);
    if (!family.equals("qwen3")) {
      configured.without("tie_word_embeddings");
    }
    keys.forEach(configured::with);
    Files.writeString(folder.resolve("config.json"), configured.config());
    return Checkpoint.open(new org.apache.hadoop.fs.Path(folder.toUri()));
  }
}
