package org.alphagrid.eval.prompt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.eval.benchmark.Benchmark;
import org.alphagrid.eval.benchmark.ChoiceOrder;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.benchmark.ProblemSet;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.eval.protocol.Prompt;
import org.alphagrid.eval.protocol.PromptRenderer;
import org.alphagrid.eval.protocol.Protocol;
import org.alphagrid.merge.sweep.EvalSettings;

/**
 * Renders every prompt of a sweep under one protocol for one model.
 *
 * @param settings how many problems and samples
 * @param sets the benchmarks
 */
record ProtocolBinder(EvalSettings settings, List<ProblemSet> sets) {

  /**
   * Binds a protocol.
   *
   * @param name of the bound protocol
   * @param given as its file says
   * @param voice how the model is asked and read
   * @param asker whose chat template and tokenizer make the prompts
   * @throws UserException when a prompt cannot be rendered, or holds an id that the model lacks
   */
  BoundProtocol bind(String name, Protocol given, ModelVoice voice, ModelFiles asker) {
    Protocol protocol = given.thinkTags() == null ? given.withThinkTags(voice.thinkTags()) : given;
    PromptRenderer renderer = PromptRenderer.of(protocol, asker.config());
    Set<Integer> stopIds = stopIds(protocol, voice);
    Map<String, Rendering> renderings = new TreeMap<>();
    List<PreparedBenchmark> benchmarks = new ArrayList<>();
    for (ProblemSet set : sets) {
      Decoding decoding = decoding(protocol, set.benchmark());
      Rendering rendering = new Rendering(protocol, renderer.template(), stopIds, decoding);
      renderings.put(rendering.digest(), rendering);
      List<List<RenderedProblem>> rendered = rendered(set, renderer, asker.tokenizer());
      PreparedBenchmark benchmark =
          new PreparedBenchmark(set, rendered, decoding, rendering.digest());
      requireTokens(benchmark, voice, asker);
      benchmarks.add(benchmark);
    }
    BoundProtocol bound =
        new BoundProtocol(
            name,
            protocol,
            renderer.digest(),
            voice.files().reference(),
            asker.reference(),
            stopIds,
            voice.contextLength(),
            benchmarks,
            renderings,
            List.of());
    return bound.withRemarks(ProtocolRemarks.of(bound, given, settings.samples(), voice, asker));
  }

  private static Set<Integer> stopIds(Protocol protocol, ModelVoice voice) {
    if (!protocol.stop().isEmpty()) {
      return StopTokens.ofProtocol(protocol, voice.files().tokenizer(), voice.files().directory());
    }
    StopTokens.requireAny(voice.stopIds(), voice.files().directory());
    return voice.stopIds();
  }

  /**
   * A tokenizer may know more ids than the embedding has rows; a prompt that holds one gives an
   * error row. Where all of them do it is another model's tokenizer.
   */
  private static void requireTokens(
      PreparedBenchmark benchmark, ModelVoice voice, ModelFiles asker) {
    int rows = voice.files().spec().vocabularySize();
    List<RenderedProblem> beyond = benchmark.beyond(rows);
    if (!beyond.isEmpty() && beyond.size() == benchmark.problems()) {
      RenderedProblem one = beyond.get(0);
      int id = one.tokens().stream().filter(token -> token >= rows).findFirst().getAsInt();
      throw new UserException(
          "Invalid tokenizer: %s has id %d for '%s' in the prompt of problem %s of %s, and such ids in all others (must be below %d, the rows of the embedding of %s)"
              .formatted(
                  asker.reference().file(),
                  id,
                  asker.tokenizer().decode(TokenIds.of(id)),
                  one.problem().id(),
                  benchmark.name(),
                  rows,
                  voice.name()));
    }
  }

  private List<List<RenderedProblem>> rendered(
      ProblemSet set, PromptRenderer renderer, ModelTokenizer tokenizer) {
    List<Problem> problems = inOrder(set);
    List<List<RenderedProblem>> rendered = new ArrayList<>();
    for (Problem problem : problems.subList(0, settings.problemsOf(problems.size()))) {
      List<RenderedProblem> samples = new ArrayList<>();
      for (int s = 0; s < (set.benchmark().shuffleChoices() ? settings.samples() : 1); s++) {
        samples.add(render(set.benchmark(), problem, s, renderer, tokenizer));
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
      Benchmark benchmark,
      Problem problem,
      int sample,
      PromptRenderer renderer,
      ModelTokenizer tokenizer) {
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
