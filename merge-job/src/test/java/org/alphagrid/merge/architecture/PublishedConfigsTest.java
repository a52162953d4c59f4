package org.alphagrid.merge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys and values of published {@code config.json} files, whoever wrote them: accepted, and as many
 * parameters as the model is said to have.
 */
class PublishedConfigsTest {
  static Stream<Arguments> models() throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (InputStream in =
        PublishedConfigsTest.class.getResourceAsStream("published-configs.jsonl")) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      Stream.Builder<Arguments> models = Stream.builder();
      for (String line : lines) {
        JsonNode model = json.readTree(line);
        models.add(
            Arguments.of(
                model.path("model").asText(),
                model.path("parameters").asLong(),
                model.path("config")));
      }
      return models.build();
    }
  }

  /** Returns all keys with a value other than null. */
  static Set<String> keys() throws IOException {
    Set<String> keys = new TreeSet<>();
    models()
        .map(model -> (JsonNode) model.get()[2])
        .flatMap(config -> config.properties().stream())
        .filter(entry -> !entry.getValue().isNull())
        .map(Map.Entry::getKey)
        .forEach(keys::add);
    return keys;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void isAcceptedAndHasTheParametersOfItsModel(String model, long parameters, JsonNode config) {
    DecoderSpec spec = ModelConfig.parse("config.json", config.toString()).describe();
    assertThat(WeightLayout.of(spec).stream().mapToLong(slot -> slot.shape().elements()).sum())
        .isEqualTo(parameters);
  }
}
