package org.alphagrid.eval.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.core.plugin.Catalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideFormatsTest {
  @TempDir Path directory;

  @Test
  void qwenMathHasOneSamplePerCompletion() throws IOException {
    String line =
        "{\"idx\": 4, \"question\": \"q\", \"gt\": \"18\", \"code\": [\"a\", \"b\"],"
            + " \"pred\": [\"18\", \"\"], \"score\": [true, false]}";

    assertThat(read("qwen-math", line))
        .containsExactly(
            new OutsideSample("4", 0, "q", "18", "a", "18", 1.0),
            new OutsideSample("4", 1, "q", "18", "b", "", 0.0));
  }

  @Test
  void lmEvalTakesTheFirstFilterOfEachProblem() throws IOException {
    String strict =
        "{\"doc_id\": 0, \"doc\": {\"q\": 1}, \"target\": \"2+2\\n#### 4\", \"resps\": [[\"is 4\"]],"
            + " \"filtered_resps\": [\"4\"], \"filter\": \"strict\", \"exact_match\": 1.0}";
    String flexible = strict.replace("strict", "flexible").replace("1.0", "0.0");

    assertThat(read("lm-eval", strict + "\n" + flexible))
        .containsExactly(new OutsideSample("0", 0, "{\"q\":1}", "4", "is 4", "4", 1.0));
  }

  /** The prompt is the first argument, under a name or in a list of lists. */
  @Test
  void lmEvalTellsWhetherThePromptOpenedAThought() throws IOException {
    String line =
        "{\"doc_id\": 0, \"doc\": {}, \"target\": \"4\", \"resps\": [[\"so\"]],"
            + " \"filtered_resps\": [\"\"], \"filter\": \"none\", \"arguments\": %s}";
    for (String opened :
        List.of(
            "{\"gen_args_0\": {\"arg_0\": \"2+2<think>\\n\", \"arg_1\": {\"until\": []}}}",
            "[[\"2+2[THINK]\", {\"until\": []}]]")) {
      assertThat(read("lm-eval", line.formatted(opened)).get(0).circumstances().promptThought())
          .isTrue();
    }
    for (String plain : List.of("{}", "[]", "[[\"What is <think>?\", {}]]")) {
      assertThat(read("lm-eval", line.formatted(plain)).get(0).circumstances().promptThought())
          .isFalse();
    }
  }

  @Test
  void brokenFileIsNamedWithItsLine() {
    for (String broken : List.of("{\"a\": 1}\n{\"a\": [", "{\"a\": 1}\n{\"a\": 1,}")) {
      assertThatThrownBy(() -> read("lm-eval", broken))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("Cannot import")
          .hasMessageContaining("as lm-eval: not JSON at line 2");
    }
  }

  @Test
  void verdictThatIsNoNumberIsNone() throws IOException {
    String line =
        "{\"doc_id\": 0, \"doc\": {}, \"target\": \"4\", \"resps\": [[\"4\"]],"
            + " \"filtered_resps\": [\"4\"], \"exact_match\": NaN}";
    assertThat(read("lm-eval", line).get(0).score()).isNull();
  }

  @Test
  void openCompassHasNoVerdicts() throws IOException {
    String file =
        "{\"0\": {\"origin_prompt\": \"q\", \"prediction\": \"is 4\", \"gold\": 4},"
            + " \"1\": {\"origin_prompt\": \"q\", \"prediction\": [\"5\", \"6\"], \"gold\": \"5\"}}";

    assertThat(read("opencompass", file))
        .containsExactly(
            new OutsideSample("0", 0, "\"q\"", "4", "is 4", null, null),
            new OutsideSample("1", 0, "\"q\"", "5", "5", null, null),
            new OutsideSample("1", 1, "\"q\"", "5", "6", null, null));
  }

  @Test
  void everyEvalEverIsReadByItsSchema() throws IOException {
    String line =
        """
        {"schema_version": "0.2.1", "evaluation_id": "e", "model_id": "a/b",
         "evaluation_name": "gsm8k", "sample_id": "7", "interaction_type": "single_turn",
         "input": {"raw": "2+2=?", "reference": ["4"], "choices": ["4", "5"]},
         "output": {"raw": ["so 4"], "reasoning_trace": ["two and two"]},
         "answer_attribution": [{"turn_idx": 0, "source": "output.raw", "extracted_value": "4",
           "extraction_method": "regex", "is_terminal": true}],
         "evaluation": {"score": 100, "is_correct": true},
         "token_usage": {"input_tokens": 5, "output_tokens": 9, "total_tokens": 14,
           "reasoning_tokens": 6},
         "error": null}
        """
            .replace("\n", "");

    assertThat(read("every-eval-ever", line))
        .containsExactly(
            new OutsideSample(
                "7",
                0,
                "2+2=?",
                "4",
                "<think>\ntwo and two\n</think>\n\nso 4",
                "4",
                1.0,
                new OutsideSample.Circumstances(
                    List.of("4", "5"),
                    null,
                    null,
                    false,
                    new OutsideSample.RecordedTokens(5, 9, 6))));
    assertThat(read("every-eval-ever", line.replace("[\"so 4\"]", "[\"so 4\", \"so 5\"]")))
        .extracting(OutsideSample::sample, OutsideSample::completion, OutsideSample::score)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, "<think>\ntwo and two\n</think>\n\nso 4", null),
            org.assertj.core.groups.Tuple.tuple(1, "so 5", null));
    assertRefused(
        line.replace("single_turn", "agentic"),
        "field 'interaction_type' is \"agentic\" (must be single_turn");
    assertRefused(line.replace("[\"4\"]", "[\"4\", \"5\"]"), "must be a single reference");
    assertRefused(
        line + "\n" + line.replace("a/b", "a/c"), "it speaks of [", "must be one of them");
    assertRefused(line + "\n" + line, "problem '7' occurs twice");
  }

  private void assertRefused(String content, String... parts) {
    assertThatThrownBy(() -> read("every-eval-ever", content))
        .isInstanceOf(UserException.class)
        .message()
        .contains(parts);
  }

  @Test
  void completionsSayWhatIsKnown() throws IOException {
    String line =
        "{\"problem\": 1, \"sample\": 2, \"question\": \"q\", \"reference\": \"4\","
            + " \"completion\": \"\", \"finish_reason\": \"error\", \"error\": \"why\","
            + " \"prompt_thought\": true}";

    assertThat(read("completions", line))
        .containsExactly(
            new OutsideSample(
                "1",
                2,
                "q",
                "4",
                "",
                null,
                null,
                new OutsideSample.Circumstances(List.of(), "error", "why", true, null)));
    assertThatThrownBy(() -> read("completions", line.replace("sample", "smaple")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Unknown key 'smaple'; did you mean 'sample'?");
    assertThatThrownBy(() -> read("completions", line.replace("\"error\", ", "\"eos\", ")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("field 'finish_reason' is \"eos\" (must be stop, length or error");
  }

  @Test
  void faultsNameFileFormatRecordAndField() {
    assertThatThrownBy(() -> read("qwen-math", "{\"idx\": 1, \"code\": []}"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Cannot import ")
        .hasMessageEndingWith(
            "as qwen-math: Cannot read record 1: field 'code' is [] (must be text or a list of"
                + " texts; found: [code, idx])");
    assertThatThrownBy(() -> read("qwen-math", ""))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("it holds no record");
    assertThatThrownBy(() -> read("qwen-math", "not json"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Cannot import ");
  }

  private List<OutsideSample> read(String format, String content) throws IOException {
    Path file = Files.writeString(directory.resolve("outside.jsonl"), content);
    OutsideFormat reader = Catalog.of("format", OutsideFormat.class).find(format);
    return OutsideFile.read(new org.apache.hadoop.fs.Path(file.toUri()), reader).samples();
  }
}
