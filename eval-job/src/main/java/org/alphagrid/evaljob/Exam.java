package org.alphagrid.evaljob;

import java.io.Serializable;
import java.util.List;
import org.alphagrid.benchmark.ProblemSet;
import org.alphagrid.protocol.Decoding;

/**
 * A benchmark ready to be generated: its problems and their prompts, rendered once for all points.
 *
 * @param set definition and problems, cut to as many as the sweep asks for
 * @param prompts one for each problem
 * @param decoding the protocol's, with the benchmark's own cap where it has one
 */
record Exam(ProblemSet set, List<PromptIds> prompts, Decoding decoding) implements Serializable {
  Exam {
    prompts = List.copyOf(prompts);
  }

  String name() {
    return set.benchmark().name();
  }

  /** Tokens of the longest prompt together with the cap. */
  int longest() {
    int prompt = prompts.stream().mapToInt(p -> p.ids().length).max().orElse(0);
    return Math.addExact(prompt, decoding.maxTokens());
  }
}
