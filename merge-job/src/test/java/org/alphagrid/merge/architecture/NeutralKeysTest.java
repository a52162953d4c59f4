package org.alphagrid.merge.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys without effect: those of FAMILIES.md, at the values it says, and at no other. */
class NeutralKeysTest {
  private static final Pattern KEY = Pattern.compile("`([A-Za-z0-9_.]+)`");

  static Stream<String> families() {
    return Architecture.CATALOG.all().stream().map(Architecture::name);
  }

  /** Returns the keys of the page's section by what its second column says. */
  private static Map<String, List<String>> page() throws IOException {
    String page = Files.readString(Path.of("FAMILIES.md"));
    String section =
        page.substring(page.indexOf("| key | value |"), page.indexOf("## What is ref"));
    Map<String, List<String>> keys = new LinkedHashMap<>();
    for (String line : section.lines().skip(2).takeWhile(it -> it.startsWith("|")).toList()) {
      String[] cells = line.split(" \\| ");
      List<String> named = KEY.matcher(cells[0]).results().map(it -> it.group(1)).toList();
      keys.computeIfAbsent(cells[1], absent -> new java.util.ArrayList<>()).addAll(named);
    }
    return keys;
  }

  @Test
  void pageNamesTheKeysAndTheirValues() throws IOException {
    Map<String, List<String>> page = page();
    assertThat(page.remove("any")).containsExactlyInAnyOrderElementsOf(NeutralKeys.AT_ANY_VALUE);
    Map<String, String> values = new LinkedHashMap<>();
    page.forEach((value, keys) -> keys.forEach(key -> values.put(key, value.replace("`", ""))));
    assertThat(values).containsExactlyInAnyOrderEntriesOf(NeutralKeys.AT_A_VALUE);
  }

  /** Every key of a published configuration is told on the page, read or without effect. */
  @Test
  void pageNamesTheKeysOfPublishedModels() throws IOException {
    String page = Files.readString(Path.of("FAMILIES.md"));
    String section = page.substring(page.indexOf("## Keys of"), page.indexOf("## What is refused"));
    List<String> named =
        KEY.matcher(section).results().map((MatchResult it) -> it.group(1)).toList();
    assertThat(named).containsAll(PublishedConfigsTest.keys());
  }

  @ParameterizedTest
  @MethodSource("families")
  void keysWithoutEffectAreAcceptedAtAnyValue(String family) {
    TinyCheckpoint noted = TinyCheckpoint.pico(family);
    DecoderSpec spec = noted.spec();
    for (String key : NeutralKeys.AT_ANY_VALUE) {
      if (!key.equals("architectures") && !key.equals("model_type")) {
        noted.with(key, Map.of("any", List.of(1, "value")));
      }
    }
    assertThat(noted.spec()).isEqualTo(spec);
  }

  @ParameterizedTest
  @MethodSource("families")
  void otherValuesThanTheNeutralOneAreRefused(String family) {
    DecoderSpec spec = TinyCheckpoint.pico(family).spec();
    for (Map.Entry<String, String> entry : NeutralKeys.AT_A_VALUE.entrySet()) {
      String key = entry.getKey();
      if (family.equals("qwen2") && key.equals("attention_bias")) {
        continue; // which has biases
      }
      assertThat(with(family, key, entry.getValue()).spec()).as(key).isEqualTo(spec);
      assertThat(TinyCheckpoint.pico(family).with(key, null).spec()).as(key).isEqualTo(spec);
      if (family.equals("llama") && key.endsWith("_bias") && !key.contains("lm_head")) {
        continue; // computed
      }
      refuses(TinyCheckpoint.pico(family).with(key, 3), key);
      refuses(TinyCheckpoint.pico(family).with(key, "some"), key);
      refuses(TinyCheckpoint.pico(family).with(key, List.of(1)), key);
    }
  }

  private static TinyCheckpoint with(String family, String key, String value) {
    Object typed =
        switch (value) {
          case "true", "false" -> Boolean.valueOf(value);
          case "{}" -> Map.of();
          default -> Double.valueOf(value); // 1.0 for 1
        };
    return TinyCheckpoint.pico(family).with(key, typed);
  }

  private static void refuses(TinyCheckpoint checkpoint, String key) {
    assertThatThrownBy(checkpoint::spec)
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "(?s)(Unsupported|Invalid) .*" + Pattern.quote(key) + ".*config.json.*");
  }

  /** Keys that say once more what a family has may say it, and nothing else. */
  @ParameterizedTest
  @MethodSource("families")
  void keysThatRepeatTheFamilyMustAgree(String family) {
    DecoderSpec spec = TinyCheckpoint.pico(family).spec();
    boolean norm = spec.attention().queryKeyNorm() != QueryKeyNorm.NONE;
    int experts = family.equals("qwen3_moe") ? 8 : 0;
    List<String> types =
        spec.blocks().stream()
            .map(block -> block.window() > 0 ? "sliding_attention" : "full_attention")
            .toList();
    TinyCheckpoint saying =
        TinyCheckpoint.pico(family)
            .with("use_qk_norm", norm)
            .with("num_local_experts", experts)
            .with("layer_types", types);
    assertThat(saying.spec()).isEqualTo(spec);
    refuses(TinyCheckpoint.pico(family).with("use_qk_norm", !norm), "use_qk_norm");
    refuses(TinyCheckpoint.pico(family).with("num_local_experts", 3), "num_local_experts");
    refuses(TinyCheckpoint.pico(family).with("layer_types", types.subList(1, 2)), "layer_types");
  }

  @Test
  void layersOfOneKindSayWhichKind() {
    List<String> full = List.of("full_attention", "full_attention", "full_attention");
    List<String> some = List.of("full_attention", "sliding_attention", "full_attention");
    assertThatThrownBy(() -> TinyCheckpoint.pico("llama").with("layer_types", some).spec())
        .hasMessage(
            "Unsupported layer_types[1]: sliding_attention (supported: full_attention, as the family has it; in config.json)");
    assertThatThrownBy(() -> TinyCheckpoint.pico("mistral").with("layer_types", full).spec())
        .hasMessage(
            "Unsupported layer_types[0]: full_attention (supported: sliding_attention, as the family has it; in config.json)");
  }

  @Test
  void windowsThatAreOffAreWithoutEffect() {
    TinyCheckpoint off =
        TinyCheckpoint.pico("llama")
            .with("use_sliding_window", false)
            .with("sliding_window", 32_768)
            .with("max_window_layers", 28);
    assertThat(off.spec()).isEqualTo(TinyCheckpoint.pico("llama").spec());
    refuses(TinyCheckpoint.pico("llama").with("sliding_window", 32_768), "sliding_window");
  }

  @Test
  void otherCommandsAskForKeysWithoutEffectAtAnyValue() {
    assertThat(new TreeSet<>(List.of("unsloth_version", "temperature", "is_llama_config")))
        .allMatch(NeutralKeys::contains);
    assertThat(List.of("lm_head_bias", "rope_theta", "hidden_size", "num_experts"))
        .noneMatch(NeutralKeys::contains);
  }
}
