package org.alphagrid.eval.grade;

import java.util.Optional;
import org.alphagrid.core.plugin.Named;

/**
 * Finds the answer that a completion states. It judges nothing: what it finds goes to a {@link
 * Grader}.
 *
 * <p>To add one, write a class with a public constructor without parameters and
 * {@code @AutoService(Extractor.class)}; benchmarks and {@code regrade --extractor} find it by its
 * name. The test {@code GradeContractTest} then checks it: an extractor keeps no state, never
 * throws whatever the text, gives the same result for the same text, and its work is linear in the
 * length of the text, which may be 400,000 characters of a model's repetition.
 */
public interface Extractor extends Named {
  /**
   * Returns the version, from 1 on, which every row records. Raise it whenever some text would give
   * another candidate.
   */
  int version();

  /**
   * Finds the stated answer.
   *
   * @param answer the text after the thought, without special tokens; may be empty, may end in the
   *     middle where the token limit was reached
   * @return what was found; empty where the text states no answer, which scores 0
   */
  Optional<Extraction> extract(String answer);
}
