package org.alphagrid.eval.prompt;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.alphagrid.eval.protocol.Protocol;

/**
 * Binds a protocol to the files of the model that is run under it, with every benchmark made ready.
 *
 * @param name the protocol and whose files, unique within a run
 * @param protocol decoding and prompt rules, with the think tags that the model is expected to
 *     write
 * @param promptRules digest of protocol and chat template: what turns a question into a prompt
 * @param tokenizer decodes completions
 * @param promptTokenizer encodes prompts; another one only where the sweep names whose template
 *     holds for all points
 * @param stopIds token ids that end a completion
 * @param contextLength most tokens of a prompt and its completion together
 * @param benchmarks the benchmarks
 * @param renderings all that shapes the text, by digest
 * @param remarks what follows from the files and should be known before the run, as sentences
 */
public record BoundProtocol(
    String name,
    Protocol protocol,
    String promptRules,
    TokenizerReference tokenizer,
    TokenizerReference promptTokenizer,
    Set<Integer> stopIds,
    int contextLength,
    List<PreparedBenchmark> benchmarks,
    Map<String, Rendering> renderings,
    List<String> remarks)
    implements Serializable {
  public BoundProtocol {
    benchmarks = List.copyOf(benchmarks);
    remarks = List.copyOf(remarks);
  }

  /** Returns the same with remarks. */
  BoundProtocol withRemarks(List<String> sentences) {
    return new BoundProtocol(
        name,
        protocol,
        promptRules,
        tokenizer,
        promptTokenizer,
        stopIds,
        contextLength,
        benchmarks,
        renderings,
        sentences);
  }

  /** Returns the benchmark of that name. */
  public PreparedBenchmark benchmark(String name) {
    return benchmarks.stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the longest sequence that a task can need, within the context. */
  public int positions() {
    int longest = benchmarks.stream().mapToInt(PreparedBenchmark::longest).max().orElseThrow();
    return Math.min(contextLength, longest);
  }

  /** Returns the stop ids in rising order, separated by commas. */
  public String stops() {
    return new TreeSet<>(stopIds).stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
