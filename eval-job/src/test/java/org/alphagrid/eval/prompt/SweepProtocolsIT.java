package org.alphagrid.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.alphagrid.core.UserException;
import org.alphagrid.eval.benchmark.Benchmark;
import org.alphagrid.eval.benchmark.BenchmarkReader;
import org.alphagrid.eval.benchmark.ProblemSet;
import org.alphagrid.eval.protocol.ProtocolReader;
import org.alphagrid.eval.protocol.ThinkTags;
import org.alphagrid.merge.sweep.SweepReader;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepProtocolsIT {
  private static final String R1 = "Qwen2.5-32B-Instruct and DeepSeek-R1-Distill-Qwen-32B";
  private static final String QWQ = "Qwen2.5-32B-Instruct and QwQ-32B";
  private static final String PHI = "SmolLM2-135M-Instruct and a fine-tune that thinks without end";

  @TempDir private Path directory;

  private String question = "1+1=?";
  private String protocol = "";
  private int samples = 1;

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectories(directory.resolve("benchmarks"));
    Files.createDirectories(directory.resolve("protocols"));
  }

  @Test
  void parentsSpeakByTheirOwnFiles() throws IOException {
    write(pair(R1));
    Map<String, BoundProtocol> bound = bind("donor: think");
    BoundProtocol direct = bound.get("p/direct");
    BoundProtocol think = bound.get("p/think");
    assertThat(direct.stopIds()).containsExactlyInAnyOrder(256, 258);
    assertThat(think.stopIds()).containsExactly(256);
    assertThat(direct.contextLength()).isEqualTo(32768);
    assertThat(think.contextLength()).isEqualTo(131072);
    assertThat(direct.tokenizer()).isNotEqualTo(think.tokenizer());
    assertThat(direct.promptTokenizer()).isEqualTo(direct.tokenizer());
    assertThat(direct.promptRules()).isNotEqualTo(think.promptRules());
  }

  @Test
  void mergedModelsHaveTheDonorsFilesAllStopsAndTheSmallestContext() throws IOException {
    write(pair(R1));
    Map<String, BoundProtocol> bound = bind("donor: think");
    BoundProtocol merged = bound.get("p/merged");
    assertThat(merged.tokenizer()).isEqualTo(bound.get("p/think").tokenizer());
    assertThat(merged.promptRules()).isEqualTo(bound.get("p/think").promptRules());
    assertThat(merged.stopIds()).containsExactlyInAnyOrder(256, 258);
    assertThat(merged.contextLength()).isEqualTo(32768);
    assertThat(merged.remarks())
        .contains(
            "prompt and completion end at 32,768 tokens, the context of parent direct: the smallest of its parents");
  }

  @Test
  void tagsOfTheThinkParentAreReadInTheDonorsTokens() throws IOException {
    write(pair(R1));
    BoundProtocol merged = bind("donor: direct").get("p/merged");
    assertThat(merged.protocol().thinkTags())
        .isEqualTo(new ThinkTags("<|box_start|>", "<|box_end|>"));
    assertThat(merged.remarks()).anyMatch(remark -> remark.contains("write donor: think"));
  }

  @Test
  void donorWithoutTextForATagIsRefused() throws IOException {
    write(pair(QWQ));
    assertThatThrownBy(() -> bind("donor: direct"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'<think>' is id 265 of parent think")
        .hasMessageContaining("(write donor: think)");
  }

  @Test
  void idThatIsOrdinaryTextForTheDonorEndsNothing() throws IOException {
    ObjectNode pair = pair(PHI);
    ((ObjectNode) pair.path("think").path("generation")).put("eos_token_id", 65);
    write(pair);
    Map<String, BoundProtocol> bound = bind("donor: direct");
    assertThat(bound.get("p/think").stopIds()).contains(65);
    assertThat(bound.get("p/merged").stopIds()).doesNotContain(65);
    assertThat(bound.get("p/merged").remarks())
        .anyMatch(remark -> remark.startsWith("id 65, which ends a completion of parent think"));
  }

  @Test
  void everyFileThatNamesAStopCounts() throws IOException {
    ObjectNode pair = pair(PHI);
    ((ObjectNode) pair.path("direct").path("generation")).put("eos_token_id", 256);
    ((ObjectNode) pair.path("direct").path("config")).set("eos_token_id", list(70));
    write(pair);
    assertThat(bind("donor: direct").get("p/direct").stopIds())
        .containsExactlyInAnyOrder(70, 256, 258);
  }

  @Test
  void modelThatNothingStopsIsRefused() throws IOException {
    ObjectNode pair = pair(PHI);
    ObjectNode think = (ObjectNode) pair.path("think");
    ((ObjectNode) think.path("generation")).remove("eos_token_id");
    ((ObjectNode) think.path("config")).remove("eos_token_id");
    ((ObjectNode) think.path("names")).remove("eos_token");
    write(pair);
    assertThatThrownBy(() -> bind("donor: direct"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Cannot tell when")
        .hasMessageContaining("think stops");
  }

  @Test
  void templateOfOneParentAsksAllInItsTokens() throws IOException {
    write(pair(R1));
    BoundProtocol direct = bind("donor: think", "template: think").get("p/direct");
    assertThat(direct.promptTokenizer()).isNotEqualTo(direct.tokenizer());
    assertThat(direct.remarks())
        .anyMatch(
            remark ->
                remark.startsWith("eval.template asks it in the tokens of parent think")
                    && remark.contains("257 is '<|im_start|>', not '<｜User｜>'"));
  }

  @Test
  void parentWithoutATemplateBorrowsTheDonorsWhereTheirTokensAreEqual() throws IOException {
    ObjectNode pair = pair(PHI);
    write(pair);
    Files.writeString(directory.resolve("think/tokenizer_config.json"), "{}");
    Map<String, BoundProtocol> bound = bind("donor: direct");
    assertThat(prompts(bound.get("p/think"))).isEqualTo(prompts(bound.get("p/direct")));
  }

  @Test
  void parentWithoutATemplateOfOtherTokensIsRefused() throws IOException {
    write(pair(R1));
    Files.writeString(
        directory.resolve("direct/tokenizer_config.json"), "{\"eos_token\": \"<|im_end|>\"}");
    assertThatThrownBy(() -> bind("donor: think"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Cannot ask parent/direct")
        .hasMessageContaining("has no chat template");
  }

  @Test
  void tagsOfTheProtocolGoFirst() throws IOException {
    protocol = "thinkTags: {open: '[T]', close: '[/T]'}";
    write(pair(R1));
    BoundProtocol think = bind("donor: think").get("p/think");
    assertThat(think.protocol().thinkTags()).isEqualTo(new ThinkTags("[T]", "[/T]"));
    assertThat(think.remarks()).anyMatch(remark -> remark.contains("are several tokens"));
  }

  @Test
  void parentsThatNameNoTagsAreTold() throws IOException {
    write(pair(PHI));
    assertThat(bind("donor: direct").get("p/think").remarks())
        .anyMatch(remark -> remark.contains("give the protocol thinkTags"));
  }

  @Test
  void completionsThatReachTheContextAreTold() throws IOException {
    ObjectNode pair = pair(PHI);
    ((ObjectNode) pair.path("direct").path("config")).put("max_position_embeddings", 60);
    write(pair);
    assertThat(bind("donor: direct").get("p/direct").remarks())
        .anyMatch(remark -> remark.startsWith("completions of b end at the context of 60 tokens"));
  }

  @Test
  void equalSamplesAreTold() throws IOException {
    write(pair(R1));
    assertThat(bind("donor: think", "seed: 1").get("p/direct").remarks())
        .noneMatch(remark -> remark.contains("temperature 0"));
    samples = 3;
    assertThat(bind("donor: think", "seed: 1").get("p/direct").remarks())
        .anyMatch(remark -> remark.startsWith("at temperature 0 the 3 samples of a problem of b"));
  }

  /** Only a prompt that holds the id is in the way, not that the tokenizer knows it. */
  @Test
  void idBeyondTheEmbeddingIsRefusedWhereAPromptHoldsIt() throws IOException {
    ObjectNode pair = pair(PHI);
    ((ObjectNode) pair.path("direct").path("special")).put("<image>", ScriptedCheckpoint.IDS + 3);
    write(pair);
    assertThat(bind("donor: direct")).containsKey("p/direct");
    question = "What is <image>?";
    assertThatThrownBy(() -> bind("donor: direct"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "for '<image>' in the prompt of problem a of b, and such ids in all others (must be below 320");
  }

  private static List<Object> prompts(BoundProtocol bound) {
    return bound.benchmarks().get(0).rendered().stream()
        .map(samples -> (Object) samples.get(0).tokens())
        .toList();
  }

  private static ArrayNode list(int id) {
    return new ObjectMapper().createArrayNode().add(id);
  }

  private static ObjectNode pair(String name) throws IOException {
    return StreamSupport.stream(ScriptedParent.pairs().spliterator(), false)
        .filter(pair -> pair.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .deepCopy();
  }

  private void write(JsonNode pair) throws IOException {
    try (ScriptedParent direct =
            new ScriptedParent(pair.path("direct"), false, directory.resolve("direct"));
        ScriptedParent think =
            new ScriptedParent(pair.path("think"), false, directory.resolve("think"))) {
      direct.write(0, direct);
      think.write(ScriptedCheckpoint.IDS, think);
    }
  }

  private Map<String, BoundProtocol> bind(String sweepKeys) throws IOException {
    return bind(sweepKeys, "seed: 1");
  }

  private Map<String, BoundProtocol> bind(String sweepKeys, String evalKeys) throws IOException {
    Files.writeString(
        directory.resolve("protocols/p.yaml"),
        "name: p\nversion: 1\ndescription: x\ntemperature: 0\nmaxTokens: 40\ntemplate: tokenizer\n"
            + protocol);
    Files.writeString(
        directory.resolve("benchmarks/b.yaml"),
        """
        {name: b, version: 1, description: x, licence: none, source: made by the test,
         data: {path: b.jsonl}, fields: {id: id, question: question, answer: answer},
         prompt: "{question}", extractor: boxed, grader: integer}
        """);
    Files.writeString(
        directory.resolve("benchmarks/b.jsonl"),
        "{\"id\":\"a\",\"question\":\"%s\",\"answer\":\"2\"}\n".formatted(question));
    Path file = directory.resolve("sweep.yaml");
    Files.writeString(
        file,
        """
        name: s
        parents: {direct: direct, think: think}
        merge: [{method: linear, alpha: [0.5]}]
        %s
        eval: {benchmarks: [b], protocol: p, samples: %d, %s}
        """
            .formatted(sweepKeys, samples, evalKeys));
    BenchmarkReader reader = new BenchmarkReader(hadoop("benchmarks"), new Configuration());
    Benchmark benchmark = reader.read("b");
    ProblemSet set = reader.problems(benchmark);
    return SweepProtocols.bind(
        SweepReader.read(new org.apache.hadoop.fs.Path(file.toUri())),
        List.of(set),
        new ProtocolReader(hadoop("protocols"), new Configuration()));
  }

  private org.apache.hadoop.fs.Path hadoop(String folder) {
    return new org.apache.hadoop.fs.Path(directory.resolve(folder).toUri());
  }
}
