package org.alphagrid.eval.prompt;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.alphagrid.eval.generate.tokenizer.ThoughtSplit;
import org.alphagrid.eval.protocol.Protocol;

/**
 * Binds a protocol to the tokenizer files that render its prompts, with every benchmark made ready
 * under it. Models that share one are asked the same.
 *
 * @param name protocol and template owner, unique within a run
 * @param protocol decoding and prompt rules
 * @param promptRules digest of protocol and chat template: what turns a question into a prompt
 * @param stopIds token ids that end a completion
 * @param thinkOpenId id of the opening think tag, or {@link ThoughtSplit#NO_TAG}
 * @param thinkCloseId id of the closing think tag, or {@link ThoughtSplit#NO_TAG}
 * @param benchmarks the benchmarks
 * @param renderings all that shapes the text, by digest
 */
public record BoundProtocol(
    String name,
    Protocol protocol,
    String promptRules,
    Set<Integer> stopIds,
    int thinkOpenId,
    int thinkCloseId,
    List<PreparedBenchmark> benchmarks,
    Map<String, Rendering> renderings)
    implements Serializable {
  public BoundProtocol {
    benchmarks = List.copyOf(benchmarks);
  }

  /** Returns the benchmark of that name. */
  public PreparedBenchmark benchmark(String name) {
    return benchmarks.stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the stop ids in rising order, separated by commas. */
  public String stops() {
    return new TreeSet<>(stopIds).stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
