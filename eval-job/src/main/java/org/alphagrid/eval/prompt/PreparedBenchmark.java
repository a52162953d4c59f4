package org.alphagrid.eval.prompt;

import java.io.Serializable;
import java.util.List;
import org.alphagrid.eval.benchmark.ProblemSet;
import org.alphagrid.eval.protocol.Decoding;

/**
 * Holds a benchmark ready to be generated: problems and prompts, rendered once for all points.
 *
 * @param set definition and problems, cut to as many as the sweep asks for
 * @param rendered for each problem, one prompt for all samples, or one for each sample where
 *     options are shuffled
 * @param decoding the protocol's, with the benchmark's own cap where it has one
 * @param renderingDigest of all that shapes the text
 */
public record PreparedBenchmark(
    ProblemSet set, List<List<RenderedProblem>> rendered, Decoding decoding, String renderingDigest)
    implements Serializable {
  public PreparedBenchmark {
    rendered = rendered.stream().map(List::copyOf).toList();
  }

  public String name() {
    return set.benchmark().name();
  }

  public int problems() {
    return rendered.size();
  }

  /** Returns what a sample is asked. */
  public RenderedProblem rendered(int problem, int sample) {
    List<RenderedProblem> samples = rendered.get(problem);
    return samples.get(samples.size() == 1 ? 0 : sample);
  }

  /** Returns the problems of which a prompt holds an id that an embedding of so many rows lacks. */
  List<RenderedProblem> beyond(int rows) {
    return rendered.stream()
        .flatMap(
            samples ->
                samples.stream()
                    .filter(one -> one.tokens().stream().anyMatch(id -> id >= rows))
                    .limit(1))
        .toList();
  }

  /** Returns the tokens of the longest prompt together with the cap. */
  public int longest() {
    int prompt =
        rendered.stream()
            .flatMap(List::stream)
            .mapToInt(problem -> problem.tokens().length())
            .max()
            .orElse(0);
    return Math.addExact(prompt, decoding.maxTokens());
  }
}
