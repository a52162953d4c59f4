package org.alphagrid.eval.prompt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.benchmark.Benchmark;
import org.alphagrid.eval.benchmark.ChoiceOrder;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.benchmark.ProblemSet;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.generate.tokenizer.ThoughtSplit;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.eval.protocol.Prompt;
import org.alphagrid.eval.protocol.PromptRenderer;
import org.alphagrid.eval.protocol.Protocol;
import org.alphagrid.eval.template.TokenizerConfig;
import org.alphagrid.merge.sweep.EvalSettings;
import org.apache.hadoop.fs.Path;

/**
 * Renders every prompt of a sweep under one protocol.
 *
 * @param tokenizer of all models
 * @param sets the benchmarks
 */
public record ProtocolBinder(
    EvalSettings settings, ModelTokenizer tokenizer, List<ProblemSet> sets) {

  /**
   * Binds a protocol.
   *
   * @param name of the bound protocol
   * @param model the parent whose tokenizer files render
   */
  public BoundProtocol build(String name, Protocol protocol, Path model) throws IOException {
    PromptRenderer renderer = renderer(protocol, model);
    Set<Integer> stopIds = StopTokens.find(protocol, tokenizer, model);
    Map<String, Rendering> renderings = new TreeMap<>();
    List<PreparedBenchmark> benchmarks = new ArrayList<>();
    for (ProblemSet set : sets) {
      Decoding decoding = decoding(protocol, set.benchmark());
      Rendering rendering = new Rendering(protocol, renderer.template(), stopIds, decoding);
      renderings.put(rendering.digest(), rendering);
      benchmarks.add(
          new PreparedBenchmark(set, rendered(set, renderer), decoding, rendering.digest()));
    }
    return new BoundProtocol(
        name,
        protocol,
        renderer.digest(),
        stopIds,
        tokenizer.id(protocol.thinkTags().open()).orElse(ThoughtSplit.NO_TAG),
        tokenizer.id(protocol.thinkTags().close()).orElse(ThoughtSplit.NO_TAG),
        benchmarks,
        renderings);
  }

  private static PromptRenderer renderer(Protocol protocol, Path model) throws IOException {
    Path file = new Path(model, "tokenizer_config.json");
    Path separate = new Path(model, "chat_template.jinja");
    return PromptRenderer.of(
        protocol,
        TokenizerConfig.parse(
            file.toString(),
            Storage.exists(file) ? Storage.readText(file) : "{}",
            Storage.exists(separate) ? Storage.readText(separate) : null));
  }

  private List<List<RenderedProblem>> rendered(ProblemSet set, PromptRenderer renderer) {
    List<Problem> problems = inOrder(set);
    List<List<RenderedProblem>> rendered = new ArrayList<>();
    for (Problem problem : problems.subList(0, settings.problemsOf(problems.size()))) {
      List<RenderedProblem> samples = new ArrayList<>();
      for (int s = 0; s < (set.benchmark().shuffleChoices() ? settings.samples() : 1); s++) {
        samples.add(render(set.benchmark(), problem, s, renderer));
      }
      rendered.add(samples);
    }
    return rendered;
  }

  /**
   * Returns the problems in their order; a shuffled one depends on the seed and the names of
   * benchmark and problems only.
   */
  private List<Problem> inOrder(ProblemSet set) {
    if (!settings.shuffled()) {
      return set.problems();
    }
    String benchmark = set.benchmark().name();
    Map<String, String> places = new HashMap<>();
    for (Problem problem : set.problems()) {
      places.put(
          problem.id(),
          new ContentDigest()
              .add("seed", settings.seed())
              .add("benchmark", benchmark)
              .add("problem", problem.id())
              .hex());
    }
    return set.problems().stream()
        .sorted(Comparator.comparing(problem -> places.get(problem.id())))
        .toList();
  }

  private RenderedProblem render(
      Benchmark benchmark, Problem problem, int sample, PromptRenderer renderer) {
    ChoiceOrder order = benchmark.order(settings.seed(), problem, sample);
    Problem shown = benchmark.shuffleChoices() ? problem.shown(order) : problem;
    Prompt prompt = renderer.render(benchmark.ask(shown));
    TokenIds ids =
        prompt.addsSpecialTokens()
            ? tokenizer.encodeAddingSpecial(prompt.text())
            : tokenizer.encode(prompt.text());
    return new RenderedProblem(shown, order, ids, prompt.digest(), prompt.thoughtOpen());
  }

  private static Decoding decoding(Protocol protocol, Benchmark benchmark) {
    Decoding decoding = protocol.decoding();
    return benchmark.maxTokens() == null ? decoding : decoding.withMaxTokens(benchmark.maxTokens());
  }
}
