package org.alphagrid.eval.generate;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Optional;
import org.alphagrid.eval.generate.ort.Binding;
import org.alphagrid.eval.generate.ort.NativeBuffers;
import org.alphagrid.eval.onnx.Ports;
import org.alphagrid.eval.onnx.TokenChoice;
import org.alphagrid.eval.protocol.Decoding;

/**
 * Chooses tokens inside the graph: only numbers to choose by and ids of tokens pass between it and
 * Java. Random numbers are those of the draw outside, so the choice is the same but for rounding.
 */
final class GraphSampler implements TokenSampler {
  private final TokenChoice choice;
  private final int vocabularySize;
  private final FloatBuffer temperatures; // [slots]
  private final FloatBuffer topP; // [slots]
  private final FloatBuffer minP; // [slots]
  private final FloatBuffer uniforms; // [slots]
  private final LongBuffer topK; // [slots]
  private final LongBuffer chosen; // [slots]

  GraphSampler(TokenChoice choice, int vocabularySize, int slots) {
    this.choice = choice;
    this.vocabularySize = vocabularySize;
    this.temperatures = NativeBuffers.floats(slots);
    this.topP = NativeBuffers.floats(slots);
    this.minP = NativeBuffers.floats(slots);
    this.uniforms = NativeBuffers.floats(slots);
    this.topK = NativeBuffers.longs(slots);
    this.chosen = NativeBuffers.longs(slots);
    for (int slot = 0; slot < slots; slot++) {
      setBest(slot); // Rows that are only run along choose something, too.
    }
  }

  @Override
  public void bind(Binding binding, int count) {
    if (choice.kind() == TokenChoice.Kind.RANDOM) {
      binding.input(Ports.TEMPERATURES, temperatures, count);
      binding.input(Ports.TOP_P, topP, count);
      binding.input(Ports.MIN_P, minP, count);
      binding.input(Ports.UNIFORMS, uniforms, count);
      binding.input(Ports.TOP_K, topK, count);
    }
    binding.output(Ports.TOKENS, chosen, count);
  }

  @Override
  public void set(int slot, ActiveRequest row) {
    Decoding decoding = row.request().decoding();
    if (decoding.greedy()) {
      setBest(slot);
      return;
    }
    temperatures.put(slot, (float) decoding.temperature());
    topP.put(slot, (float) decoding.topP());
    minP.put(slot, (float) decoding.minP());
    // A float may round up to 1, which no random number is.
    uniforms.put(slot, Math.min((float) row.uniform(), Math.nextDown(1f)));
    topK.put(slot, decoding.kept(vocabularySize));
  }

  /** Returns the first of the best one. */
  private void setBest(int slot) {
    temperatures.put(slot, 1);
    topP.put(slot, 1);
    minP.put(slot, 0);
    uniforms.put(slot, 0);
    topK.put(slot, 1);
  }

  @Override
  public void draw(BatchRows rows, int count, int[] tokens, String[] errors) {
    for (int slot = 0; slot < count; slot++) {
      tokens[slot] = (int) chosen.get(slot);
      errors[slot] = null;
    }
  }

  @Override
  public float[] output(int slot) {
    return new float[] {chosen.get(slot)};
  }

  @Override
  public Optional<String> problem(Decoding decoding) {
    if (decoding.penalised()) {
      return Optional.of("Invalid decoding: penalties (tokens are chosen inside the graph)");
    }
    if (decoding.greedy()) {
      return Optional.empty();
    }
    if (choice.kind() == TokenChoice.Kind.BEST) {
      return Optional.of(
          "Invalid decoding: temperature %s (must be 0: the graph chooses the best token)"
              .formatted(decoding.temperature()));
    }
    return decoding.kept(vocabularySize) <= choice.candidates()
        ? Optional.empty()
        : Optional.of(
            "Invalid decoding: top-k %d (must be from 1 to %d, the candidates of the graph's choice)"
                .formatted(decoding.topK(), choice.candidates()));
  }

  @Override
  public void close() {
    // Buffers are the collector's.
  }
}
