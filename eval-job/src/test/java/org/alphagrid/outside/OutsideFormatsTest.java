package org.alphagrid.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alphagrid.config.ConfigException;
import org.alphagrid.plugin.Catalog;
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
  void faultsNameFileFormatRecordAndField() {
    assertThatThrownBy(() -> read("qwen-math", "{\"idx\": 1, \"code\": []}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("Cannot import ")
        .hasMessageEndingWith(
            "as qwen-math: Cannot read record 1: field 'code' is [] (must be text or a list of"
                + " texts; found: [code, idx])");
    assertThatThrownBy(() -> read("qwen-math", ""))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("it holds no record");
    assertThatThrownBy(() -> read("qwen-math", "not json"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Cannot import ");
  }

  private List<OutsideSample> read(String format, String content) throws IOException {
    Path file = Files.writeString(directory.resolve("outside.jsonl"), content);
    OutsideFormat reader = Catalog.of("format", OutsideFormat.class).find(format);
    return OutsideFile.read(new org.apache.hadoop.fs.Path(file.toUri()), reader).samples();
  }
}
