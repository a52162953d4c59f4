package org.alphagrid.eval.generate;

import java.util.Optional;
import org.alphagrid.eval.generate.ort.Binding;
import org.alphagrid.eval.protocol.Decoding;

/**
 * Says what leaves a decode step, and draws each row's next token: drawn from logits outside the
 * engine, or chosen inside its graph.
 */
interface TokenSampler extends AutoCloseable {
  /** Binds what a run takes and gives in which so many rows are wanted. */
  void bind(Binding binding, int count);

  /** Says by what the token of a row's next step is drawn. */
  void set(int slot, ActiveRequest row);

  /**
   * Draws for the first rows after a step.
   *
   * @param rows those to be drawn for; others are passed over
   * @param tokens where drawn ids go
   * @param errors where what went wrong goes; null for the rows where nothing did
   */
  void draw(BatchRows rows, int count, int[] tokens, String[] errors);

  /** Returns what left the last step for a row, for comparisons. */
  float[] output(int slot);

  /** Returns what keeps it from drawing so, if anything does. */
  Optional<String> problem(Decoding decoding);

  @Override
  void close();
}
