package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.ort.DjlSession;
import org.alphagrid.eval.generate.sampling.Sampler;
import org.alphagrid.eval.generate.sampling.TokenHistory;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.onnx.ComputeType;
import org.alphagrid.eval.onnx.DecoderGraph;
import org.alphagrid.eval.onnx.Float64Decoder;
import org.alphagrid.eval.onnx.GraphOptions;
import org.alphagrid.eval.onnx.PicoModels;
import org.alphagrid.eval.onnx.Ports;
import org.alphagrid.eval.onnx.TokenChoice;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.architecture.AttentionSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The graphs that a GPU will run, as far as the CPU provider can run them: tokens chosen inside the
 * graph against the sampler outside, and 16-bit arithmetic against float64.
 */
class GraphVariantsIT {
  private static final int LENGTH = 64;
  private static final int VOCABULARY = 320;
  private static final TokenHistory NO_HISTORY = new TokenHistory(TokenIds.of(0), 1);

  @TempDir private Path folder;

  static Stream<String> families() {
    return Architecture.CATALOG.all().stream().map(Architecture::name);
  }

  @ParameterizedTest
  @MethodSource("families")
  void bestTokensAreTheGreedySamplers(String family) throws OrtException {
    LocalModel model = TinyCheckpoint.pico(family).local(folder);
    long[] tokens = tokens();
    float[][] logits = logits(run(model, GraphOptions.cpu(LENGTH), tokens, Map.of()));
    long[] chosen =
        chosen(run(model, GraphOptions.cpu(LENGTH).choosing(TokenChoice.BEST), tokens, Map.of()));
    Sampler sampler = new Sampler(VOCABULARY);
    Decoding greedy = new Decoding(0, 0, 1, 0, 1);
    for (int row = 0; row < LENGTH; row++) {
      assertThat(chosen[row]).isEqualTo(sampler.next(logits[row], greedy, NO_HISTORY, 0));
    }
  }

  @Test
  void lowestIdWinsAmongEqualLogits() throws OrtException {
    LocalModel model = withoutFinalNorm();
    GraphOptions best = GraphOptions.cpu(LENGTH).choosing(TokenChoice.BEST);
    assertThat(chosen(run(model, best, tokens(), Map.of()))).containsOnly(0);
    Decoding ten = new Decoding(1, 10, 1, 0, 1);
    float[] uniforms = new float[LENGTH];
    Arrays.fill(uniforms, 0.95f);
    GraphOptions random = GraphOptions.cpu(LENGTH).choosing(TokenChoice.random(20));
    assertThat(chosen(run(model, random, tokens(), choice(ten, 20, uniforms)))).containsOnly(9);
  }

  /** At 64 rows and 40 sets of numbers each; a number on a border may fall on its other side. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 1, 0, 320",
    "0.6, 20, 0.95, 0, 20",
    "0.6, 20, 0.95, 0, 64",
    "0.7, 20, 0.8, 0.1, 32",
    "1.3, 0, 0.9, 0, 320",
    "2, 0, 1, 0.2, 320",
    "1, 1, 1, 0, 8"
  })
  void randomTokensAreTheSamplers(
      double temperature, int topK, double topP, double minP, int candidates) throws OrtException {
    LocalModel model = TinyCheckpoint.pico("qwen2").local(folder);
    long[] tokens = tokens();
    float[][] logits = logits(run(model, GraphOptions.cpu(LENGTH), tokens, Map.of()));
    GraphOptions options = GraphOptions.cpu(LENGTH).choosing(TokenChoice.random(candidates));
    Decoding decoding = new Decoding(temperature, topK, topP, minP, 1);
    Sampler sampler = new Sampler(VOCABULARY);
    Random random = new Random(3);
    int differing = 0;
    for (int round = 0; round < 40; round++) {
      float[] uniforms = new float[LENGTH];
      for (int row = 0; row < LENGTH; row++) {
        uniforms[row] = random.nextFloat();
      }
      long[] chosen = chosen(run(model, options, tokens, choice(decoding, candidates, uniforms)));
      for (int row = 0; row < LENGTH; row++) {
        differing +=
            chosen[row] == sampler.next(logits[row], decoding, NO_HISTORY, uniforms[row]) ? 0 : 1;
      }
    }
    assertThat(differing).isLessThanOrEqualTo(2);
  }

  /** ONNX Runtime's CPU provider has float16 attention, slow but there; bfloat16 it has not. */
  @ParameterizedTest
  @CsvSource({"qwen2", "llama", "gemma2", "phi3", "olmo2"})
  void halfPrecisionFollowsFloat64(String family) throws OrtException {
    LocalModel model = TinyCheckpoint.pico(family).dtype(DType.F16).local(folder);
    DecoderSpec spec = model.config().describe();
    long[] tokens = tokens();
    GraphOptions options = new GraphOptions(LENGTH, ComputeType.F16, false, TokenChoice.LOGITS);
    float[][] logits = logits(run(model, options, tokens, Map.of()));
    int[] ids = LongStream.of(tokens).mapToInt(id -> (int) id).toArray();
    double[][] expected = new Float64Decoder(spec, model).logits(ids);
    assertThat(Logits.difference(logits, expected)).isLessThan(0.03);
  }

  /** Which proves that the norms stand at the inputs where the operator looks for them. */
  @Test
  void processorRefusesNormsInsideAttentionByName() {
    LocalModel model = TinyCheckpoint.pico("qwen3").local(folder);
    GraphOptions options = new GraphOptions(LENGTH, ComputeType.F32, true, TokenChoice.LOGITS);
    assertThatThrownBy(() -> run(model, options, tokens(), Map.of()))
        .hasMessageContaining("q_norm_weight / k_norm_weight inputs are not supported");
  }

  private static long[] tokens() {
    return new Random(7).longs(LENGTH, 0, VOCABULARY).toArray();
  }

  /** Every hidden row becomes 0, so that all logits are equal. */
  private LocalModel withoutFinalNorm() {
    LocalModel model = PicoModels.inMemory(TinyCheckpoint.pico("qwen2").local(folder));
    LocalTensor norm = model.tensors().get("model.norm.weight");
    ByteBuffer buffer = ((TensorBytes.InMemory) norm.bytes()).buffer().duplicate();
    buffer.put(new byte[buffer.remaining()]);
    return model;
  }

  private static Map<String, Object> choice(Decoding decoding, int candidates, float[] uniforms) {
    float[] temperatures = new float[LENGTH];
    float[] topP = new float[LENGTH];
    float[] minP = new float[LENGTH];
    long[] topK = new long[LENGTH];
    Arrays.fill(temperatures, (float) decoding.temperature());
    Arrays.fill(topP, (float) decoding.topP());
    Arrays.fill(minP, (float) decoding.minP());
    Arrays.fill(topK, decoding.topK() == 0 ? candidates : decoding.topK());
    return Map.of(
        Ports.TEMPERATURES, temperatures,
        Ports.TOP_P, topP,
        Ports.MIN_P, minP,
        Ports.TOP_K, topK,
        Ports.UNIFORMS, uniforms);
  }

  private static float[][] logits(Object value) {
    return (float[][]) value;
  }

  private static long[] chosen(Object value) {
    return (long[]) value;
  }

  /** One prefill of one sequence, every row wanted: the first output. */
  private static Object run(
      LocalModel model, GraphOptions options, long[] tokens, Map<String, Object> more)
      throws OrtException {
    DecoderSpec spec = model.config().describe();
    Map<String, OnnxTensorLike> inputs = new HashMap<>();
    try (DjlSession session =
        DjlSession.open(DecoderGraph.build(spec, model, options), DecoderOptions.of(LENGTH, 1))) {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      long[] rows = LongStream.range(0, tokens.length).toArray();
      long[] ids = {1, tokens.length};
      inputs.put(
          Ports.INPUT_IDS, OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), ids));
      inputs.put(
          Ports.ROWS,
          OnnxTensor.createTensor(environment, LongBuffer.wrap(rows), new long[] {rows.length}));
      inputs.put(Ports.LAST_POSITIONS, integer(environment, tokens.length - 1));
      inputs.put(Ports.TOTAL_LENGTH, integer(environment, tokens.length));
      for (int layer = 0; layer < spec.layers(); layer++) {
        inputs.put(Ports.pastKey(layer), cache(environment, spec.attention(), options));
        inputs.put(Ports.pastValue(layer), cache(environment, spec.attention(), options));
      }
      for (Map.Entry<String, Object> entry : more.entrySet()) {
        long[] shape = {tokens.length};
        inputs.put(
            entry.getKey(),
            entry.getValue() instanceof long[] longs
                ? OnnxTensor.createTensor(environment, LongBuffer.wrap(longs), shape)
                : OnnxTensor.createTensor(
                    environment, FloatBuffer.wrap((float[]) entry.getValue()), shape));
      }
      String wanted = options.choice() == TokenChoice.LOGITS ? Ports.LOGITS : Ports.TOKENS;
      try (OrtSession.Result result = session.session().run(inputs)) {
        OnnxValue value = result.get(wanted).orElseThrow();
        return value.getValue();
      }
    } finally {
      inputs.values().forEach(OnnxTensorLike::close);
    }
  }

  private static OnnxTensor integer(OrtEnvironment environment, int value) throws OrtException {
    return OnnxTensor.createTensor(environment, IntBuffer.wrap(new int[] {value}), new long[] {1});
  }

  private static OnnxTensor cache(
      OrtEnvironment environment, AttentionSpec attention, GraphOptions options)
      throws OrtException {
    long[] shape = {1, attention.keyValueHeads(), options.positions(), attention.headSize()};
    int bytes = options.compute().bytes() * attention.keyValueWidth() * options.positions();
    OnnxJavaType type =
        options.compute() == ComputeType.F32 ? OnnxJavaType.FLOAT : OnnxJavaType.FLOAT16;
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    return OnnxTensor.createTensor(environment, buffer, shape, type);
  }
}
