package org.alphagrid.eval.grade;

import java.util.Optional;
import org.alphagrid.core.plugin.Named;

/**
 * Finds the answer a completion states. It judges nothing: what it finds goes to a {@link Grader}.
 *
 * <p>Extractors never throw, whatever the text, and their work is linear in its length.
 */
public interface Extractor extends Named {
  /** Raised whenever some text would give another candidate. */
  int version();

  /**
   * The stated answer, if there is one.
   *
   * @param answer the text after the thought
   */
  Optional<Extraction> extract(String answer);
}
