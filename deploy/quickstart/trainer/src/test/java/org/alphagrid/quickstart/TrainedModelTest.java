package org.alphagrid.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.tensor.FloatCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedModelTest {
  private static final DecoderShape SHAPE = new DecoderShape(32, 48, 2, 4, 2, 16);

  @TempDir private Path directory;
  private float[] weights;

  @BeforeEach
  void write() throws IOException {
    System.setProperty("ai.djl.offline", "true");
    weights = InitialWeights.draw(SHAPE, 3);
    TrainedModel.write(directory, SHAPE, weights);
  }

  @Test
  void weightsReadBackAreTheRoundedOnes() throws IOException {
    float[] stored = TrainedModel.read(directory, SHAPE);
    for (int i = 0; i < weights.length; i++) {
      assertThat(stored[i]).isEqualTo(FloatCodec.fromBfloat16(FloatCodec.toBfloat16(weights[i])));
    }
  }

  @Test
  void publishedParentWrittenAgainHasTheSameBytes() throws IOException {
    DecoderShape shape = TrainingRecipe.parse(List.of()).shape();
    Path parent = Path.of("..", "parents", "base");

    TrainedModel.write(directory, shape, TrainedModel.read(parent, shape));

    assertThat(directory.resolve("model.safetensors"))
        .hasSameBinaryContentAs(parent.resolve("model.safetensors"));
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void refusesNaNAndKeepsTheWeightsBefore() throws IOException {
    float[] broken = weights.clone();
    broken[7] = Float.NaN;

    assertThatThrownBy(() -> TrainedModel.write(directory, SHAPE, broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThat(TrainedModel.read(directory, SHAPE)).hasSize(weights.length);
  }

  @Test
  void refusesAMissingTensorAndAnotherShape() {
    assertThatThrownBy(() -> TrainedModel.read(directory, new DecoderShape(32, 48, 3, 4, 2, 16)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("model.layers.2.input_layernorm.weight");
    assertThatThrownBy(() -> TrainedModel.read(directory, new DecoderShape(32, 64, 2, 4, 2, 16)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("[48, 32]");
  }

  @Test
  void configDescribesTheShape() throws IOException {
    JsonObject config =
        JsonParser.parseString(Files.readString(directory.resolve("config.json")))
            .getAsJsonObject();
    assertThat(config.get("model_type").getAsString()).isEqualTo("qwen3");
    assertThat(config.get("hidden_size").getAsInt()).isEqualTo(32);
    assertThat(config.get("num_key_value_heads").getAsInt()).isEqualTo(2);
    assertThat(config.get("vocab_size").getAsInt()).isEqualTo(Vocabulary.SIZE);
    assertThat(config.get("tie_word_embeddings").getAsBoolean()).isTrue();
  }

  @Test
  void tokenizerFileGivesTheTokensTrainedOnAndTheTextBack() throws IOException {
    ArithmeticProblem problem = new ProblemGenerator(9, Split.TRAIN).next(Kind.CHOICE_SUM, 4);
    int[] prompt = AnswerFormat.prompt(problem.prompt());
    int[] reply = AnswerFormat.THINK.reply(problem);
    int[] trained = IntStream.concat(IntStream.of(prompt), IntStream.of(reply)).toArray();
    String text = Vocabulary.decode(IntStream.of(trained).boxed().toList());
    try (HuggingFaceTokenizer tokenizer =
        HuggingFaceTokenizer.newInstance(
            directory.resolve("tokenizer.json"),
            Map.of("truncation", "false", "padding", "false"))) {
      long[] ids = tokenizer.encode(text).getIds();
      assertThat(LongStream.of(ids).mapToInt(Math::toIntExact).toArray()).isEqualTo(trained);
      assertThat(tokenizer.decode(ids)).isEqualTo(text);
      String printable =
          IntStream.range(0, Vocabulary.END_OF_TEXT)
              .mapToObj(Vocabulary::text)
              .reduce("", String::concat);
      assertThat(tokenizer.decode(tokenizer.encode(printable).getIds())).isEqualTo(printable);
    }
  }
}
