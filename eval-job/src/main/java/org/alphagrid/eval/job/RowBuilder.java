package org.alphagrid.eval.job;

import java.time.Instant;
import java.util.Locale;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.benchmark.TextPolicy;
import org.alphagrid.eval.generate.Generation;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.grade.Grade;
import org.alphagrid.eval.grade.Grading;
import org.alphagrid.eval.plan.EvalContext;
import org.alphagrid.eval.plan.ModelPlan;
import org.alphagrid.eval.prompt.BoundProtocol;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.eval.prompt.RenderedProblem;
import org.alphagrid.eval.sample.SampleIdentity;
import org.alphagrid.eval.sample.SampleRow;
import org.alphagrid.merge.grid.GridPoint;

/** Splits, grades and describes finished generations of one model on one benchmark. */
final class RowBuilder {
  private static final int LONGEST_SHOWN = 20;

  private final EvalContext context;
  private final ModelPlan model;
  private final BoundProtocol boundProtocol;
  private final PreparedBenchmark benchmark;
  private final String weightDigest;
  private final Place place;
  private final ModelTokenizer tokenizer;
  private final Grading grading;
  private final String speaker;

  /** Holds where and when rows come to be; the only columns that differ between equal runs. */
  record Place(String engine, String device, String host, int attempt, Instant startedAt) {}

  RowBuilder(
      EvalContext context,
      ModelPlan model,
      PreparedBenchmark benchmark,
      String weightDigest,
      Place place,
      ModelTokenizer tokenizer) {
    this.context = context;
    this.model = model;
    this.boundProtocol = context.boundProtocol(model);
    this.benchmark = benchmark;
    this.weightDigest = weightDigest;
    this.place = place;
    this.tokenizer = tokenizer;
    this.grading = Grading.of(benchmark.set().benchmark());
    this.speaker =
        new ContentDigest()
            .add("weights", weightDigest)
            .add("network", model.network())
            .add("compute", context.engine().compute())
            .add("tokenizer", boundProtocol.tokenizer().digest())
            .add("promptTokenizer", boundProtocol.promptTokenizer().digest())
            .add("protocol", boundProtocol.protocol().digest())
            .add("stop", boundProtocol.stops())
            .add("contextLength", boundProtocol.contextLength())
            .hex();
  }

  /** Returns the seed of a sample. */
  long seed(Problem problem, int sample) {
    return SampleIdentity.seed(
        context.seed(), model.point().id(), benchmark.name(), problem.id(), sample);
  }

  SampleRow row(int problemIndex, int sample, Generation generation) {
    RenderedProblem rendered = benchmark.rendered(problemIndex, sample);
    Problem problem = rendered.problem();
    long seed = seed(problem, sample);
    DecodedCompletion completion =
        DecodedCompletion.of(
            generation, rendered.opensThought(), boundProtocol.protocol().thinkTags(), tokenizer);
    Grade grade = grading.grade(completion.response(), problem);
    GridPoint point = model.point();
    boolean hidden = benchmark.set().benchmark().text() == TextPolicy.HIDDEN;
    String answer = hidden ? concealed(grade.vote()) : grade.extracted();
    // Letters of shuffled options are told apart by option, not by place.
    String ballot = hidden ? answer : grade.vote();
    String vote = ballot == null ? null : rendered.choiceOrder().original(ballot);
    return SampleRow.newBuilder()
        .setRun(context.run())
        .setPoint(point.id())
        .setMethod(point.method())
        .setParameters(point.parameters())
        .setAlpha(point.alpha().map(Double::valueOf).orElse(null))
        .setModelDigest(weightDigest)
        .setBenchmark(benchmark.name())
        .setBenchmarkVersion(benchmark.set().version())
        .setProblem(problem.id())
        .setLevel(problem.level())
        .setSample(sample)
        .setSeed(seed)
        .setContentKey(contentKey(rendered, seed, sample))
        .setProtocol(boundProtocol.protocol().name())
        .setProtocolDigest(boundProtocol.protocol().digest())
        .setPromptDigest(rendered.digest())
        .setPromptTokens(rendered.tokens().length())
        .setCompletionTokens(generation.tokens().length())
        .setThinkingTokens(completion.split().thinkingTokens())
        .setAnswerTokens(completion.split().answerTokens())
        .setThought(completion.span().begun())
        .setThinkClosed(completion.span().closed())
        .setFinishReason(generation.reason().name().toLowerCase(Locale.ROOT))
        .setExtracted(answer)
        .setExtraction(grade.status().label())
        .setReference(problem.reference())
        .setScore(grade.score())
        .setExtractor(grading.extractor().name())
        .setExtractorVersion(grading.extractor().version())
        .setGrader(grading.grader().name())
        .setGraderVersion(grading.grader().version())
        .setRule(grade.rule())
        .setError(generation.error().isEmpty() ? null : generation.error())
        .setGenerationMillis(generation.milliseconds())
        .setEngine(place.engine())
        .setDevice(place.device())
        .setHost(place.host())
        .setAttempt(place.attempt())
        .setStartedAt(place.startedAt())
        .setCompletion(hidden ? null : completion.text())
        .setAnswerStart(hidden ? null : completion.span().answerStart())
        .setQuestion(hidden ? null : problem.question())
        .setChoices(hidden || problem.choices().isEmpty() ? null : problem.choices())
        .setChoiceOrder(
            rendered.choiceOrder().size() == 0 ? null : rendered.choiceOrder().toString())
        .setCluster(problem.cluster())
        .setVote(vote)
        .setMeasures(grade.measures())
        .setRenderingDigest(benchmark.renderingDigest())
        .setMaxTokens(benchmark.decoding().maxTokens())
        .setStopIds(boundProtocol.stops())
        .setPromptThought(rendered.opensThought())
        .build();
  }

  /**
   * Returns what may be shown of an answer: a number or letter, but no text that must not be
   * revealed.
   */
  private static String concealed(String vote) {
    return vote == null || vote.length() <= LONGEST_SHOWN ? vote : Grading.digest(vote);
  }

  private String contentKey(RenderedProblem rendered, long seed, int sample) {
    return SampleIdentity.contentKey(
        speaker, rendered.digest(), benchmark.decoding().maxTokens(), seed, sample);
  }
}
