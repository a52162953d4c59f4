package org.alphagrid.eval.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The hand-written messages, read by the classes that protoc makes from {@code onnx.proto}. */
class OnnxGraphTest {
  @TempDir private Path folder;

  @Test
  void generatedClassesWriteTheSameBytes() throws InvalidProtocolBufferException {
    OnnxMl.ModelProto model = decoder(PicoModels.qwen3(true));
    assertThat(model.getUnknownFields().asMap()).isEmpty();
    assertThat(model.getGraph().getUnknownFields().asMap()).isEmpty();
    assertThat(model.toByteArray()).isEqualTo(bytes(PicoModels.qwen3(true)));
  }

  @Test
  void everyValueIsDefinedBeforeItIsUsed() throws InvalidProtocolBufferException {
    requireDefinedBeforeUse(decoder(PicoModels.qwen2(false)).getGraph());
  }

  private static void requireDefinedBeforeUse(OnnxMl.GraphProto graph) {
    Set<String> defined = new HashSet<>(Set.of(""));
    graph.getInputList().forEach(input -> defined.add(input.getName()));
    graph.getInitializerList().forEach(initializer -> defined.add(initializer.getName()));
    for (OnnxMl.NodeProto node : graph.getNodeList()) {
      assertThat(defined).as(node.getName()).containsAll(node.getInputList());
      defined.addAll(node.getOutputList());
    }
    graph.getOutputList().forEach(output -> assertThat(defined).contains(output.getName()));
  }

  /** Every variant of every family, since a graph for a GPU is loaded by none of these tests. */
  @ParameterizedTest
  @MethodSource("variants")
  void everyVariantDefinesWhatItUses(String family, GraphOptions options)
      throws InvalidProtocolBufferException {
    LocalModel model = TinyCheckpoint.pico(family).local(folder);
    OnnxMl.GraphProto graph =
        OnnxMl.ModelProto.parseFrom(
                DecoderGraph.build(model.config().describe(), model, options).bytes())
            .getGraph();
    requireDefinedBeforeUse(graph);
    int compute = options.compute().element().number();
    graph.getInputList().stream()
        .filter(input -> input.getName().startsWith("past."))
        .forEach(
            input -> assertThat(input.getType().getTensorType().getElemType()).isEqualTo(compute));
    // Weights stored in the compute type are used as they are.
    if (options.compute() == ComputeType.BF16) {
      assertThat(graph.getNodeList())
          .filteredOn(node -> node.getOpType().equals("Cast"))
          .allSatisfy(node -> assertThat(node.getInput(0)).doesNotEndWith(".weight"));
    }
  }

  static Stream<Arguments> variants() {
    return Architecture.CATALOG.all().stream()
        .flatMap(
            family ->
                Stream.of(TokenChoice.LOGITS, TokenChoice.BEST, TokenChoice.random(50))
                    .flatMap(
                        choice ->
                            Stream.of(ComputeType.values())
                                .map(
                                    compute ->
                                        Arguments.of(
                                            family.name(),
                                            GraphOptions.cuda(64, compute, choice)))));
  }

  @Test
  void weightsAreExternalAndRelativeToTheRoot() throws InvalidProtocolBufferException {
    Path file = folder.resolve("model.safetensors").toAbsolutePath();
    OnnxMl.TensorProto up =
        decoder(PicoModels.qwen3(true)).getGraph().getInitializerList().stream()
            .filter(tensor -> tensor.getName().equals("model.layers.1.mlp.up_proj.weight"))
            .collect(Collectors.toList())
            .get(0);
    assertThat(up.getDataLocation()).isEqualTo(OnnxMl.TensorProto.DataLocation.EXTERNAL);
    assertThat(up.getDataType()).isEqualTo(OnnxMl.TensorProto.DataType.BFLOAT16_VALUE);
    assertThat(up.getDimsList()).containsExactly(80L, 64L);
    assertThat(up.getExternalData(0).getKey()).isEqualTo("location");
    assertThat("/" + up.getExternalData(0).getValue()).isEqualTo(file.toString());
    assertThat(up.getExternalData(2).getValue()).isEqualTo(Integer.toString(80 * 64 * 2));
  }

  @Test
  void negativeNumbersAndLongTextsSurvive() throws InvalidProtocolBufferException {
    OnnxGraph graph = new OnnxGraph();
    String name = "n".repeat(300);
    graph.constant(name, -1, Long.MIN_VALUE, Long.MAX_VALUE);
    graph.add("y", OnnxNode.standard("Foo").in(name).with("axis", -1).with("alpha", -0.5f));
    OnnxMl.GraphProto read = OnnxMl.ModelProto.parseFrom(graph.toByteArray()).getGraph();
    assertThat(read.getInitializer(0).getName()).isEqualTo(name);
    assertThat(read.getInitializer(0).getRawData().asReadOnlyByteBuffer().remaining())
        .isEqualTo(24);
    assertThat(read.getNode(0).getAttribute(0).getI()).isEqualTo(-1);
    assertThat(read.getNode(0).getAttribute(1).getF()).isEqualTo(-0.5f);
  }

  @Test
  void nameIsDefinedOnce() {
    OnnxGraph graph = new OnnxGraph();
    graph.constant("x", 1);
    assertThatThrownBy(() -> graph.constant("x", 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot define graph value 'x' twice");
  }

  private OnnxMl.ModelProto decoder(DecoderSpec spec) throws InvalidProtocolBufferException {
    return OnnxMl.ModelProto.parseFrom(bytes(spec));
  }

  private byte[] bytes(DecoderSpec spec) {
    return DecoderGraph.build(spec, PicoModels.stored(folder, spec, DType.BF16, 1), 96).bytes();
  }
}
