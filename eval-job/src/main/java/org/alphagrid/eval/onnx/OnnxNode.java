package org.alphagrid.eval.onnx;

import java.util.ArrayList;
import java.util.List;

/** Writes one operator call: {@code NodeProto} of the ONNX schema. */
final class OnnxNode {
  private static final int ATTRIBUTE_FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_STRING = 3;
  private static final int ATTRIBUTE_INTS = 7;

  private final String domain;
  private final String operator;
  private final List<String> inputs = new ArrayList<>();
  private final List<ProtoMessage> attributes = new ArrayList<>();

  private OnnxNode(String domain, String operator) {
    this.domain = domain;
    this.operator = operator;
  }

  /** Returns an operator of the ONNX standard, or one that ONNX Runtime keeps in that domain. */
  static OnnxNode standard(String operator) {
    return new OnnxNode("", operator);
  }

  /** Returns an operator of ONNX Runtime's own domain. */
  static OnnxNode contrib(String operator) {
    return new OnnxNode(OnnxGraph.CONTRIB_DOMAIN, operator);
  }

  /** Adds inputs in order; an empty name leaves an optional input out. */
  OnnxNode in(String... values) {
    inputs.addAll(List.of(values));
    return this;
  }

  /** Adds an integer attribute. */
  OnnxNode with(String attribute, long value) {
    attributes.add(
        new ProtoMessage().text(1, attribute).integer(3, value).integer(20, ATTRIBUTE_INT));
    return this;
  }

  /** Adds a float attribute. */
  OnnxNode with(String attribute, float value) {
    attributes.add(
        new ProtoMessage().text(1, attribute).number(2, value).integer(20, ATTRIBUTE_FLOAT));
    return this;
  }

  /** Adds a text attribute. */
  OnnxNode with(String attribute, String value) {
    attributes.add(
        new ProtoMessage().text(1, attribute).text(4, value).integer(20, ATTRIBUTE_STRING));
    return this;
  }

  /** Adds an attribute of several integers. */
  OnnxNode with(String attribute, long[] values) {
    ProtoMessage message = new ProtoMessage().text(1, attribute);
    for (long value : values) {
      message.integer(8, value);
    }
    attributes.add(message.integer(20, ATTRIBUTE_INTS));
    return this;
  }

  /** Returns the finished node; an empty output name leaves an optional output out. */
  ProtoMessage encode(String name, List<String> outputs) {
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(input -> node.text(1, input));
    outputs.forEach(output -> node.text(2, output));
    node.text(3, name).text(4, operator);
    attributes.forEach(attribute -> node.message(5, attribute));
    return domain.isEmpty() ? node : node.text(7, domain);
  }
}
