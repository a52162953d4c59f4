package org.alphagrid.evaljob;

import java.time.Instant;
import java.util.Locale;
import org.alphagrid.benchmark.Problem;
import org.alphagrid.benchmark.TextPolicy;
import org.alphagrid.generate.Generation;
import org.alphagrid.generate.ModelTokenizer;
import org.alphagrid.generate.ThoughtSplit;
import org.alphagrid.generate.TokenIds;
import org.alphagrid.grade.Grade;
import org.alphagrid.grade.Grading;
import org.alphagrid.grade.Response;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.sample.SampleIdentity;
import org.alphagrid.sample.SampleRow;

/** Splits, grades and describes finished generations of one model on one benchmark. */
final class RowBuilder {
  private final EvalContext context;
  private final ModelPlan model;
  private final Regime regime;
  private final Exam exam;
  private final String weightDigest;
  private final Place place;
  private final ModelTokenizer tokenizer;
  private final Grading grading;

  /** Where and when rows come to be; the only columns that differ between equal runs. */
  record Place(String engine, String device, String host, int attempt, Instant startedAt) {}

  RowBuilder(
      EvalContext context,
      ModelPlan model,
      Exam exam,
      String weightDigest,
      Place place,
      ModelTokenizer tokenizer) {
    this.context = context;
    this.model = model;
    this.regime = context.regime(model);
    this.exam = exam;
    this.weightDigest = weightDigest;
    this.place = place;
    this.tokenizer = tokenizer;
    this.grading = Grading.of(exam.set().benchmark());
  }

  /** The seed of a sample. */
  long seed(Problem problem, int sample) {
    return SampleIdentity.seed(
        context.seed(), model.point().id(), exam.name(), problem.id(), sample);
  }

  SampleRow row(int problemIndex, int sample, Generation generation) {
    Question question = exam.question(problemIndex, sample);
    Problem problem = question.problem();
    PromptIds prompt = question.prompt();
    long seed = seed(problem, sample);
    ThoughtSplit split =
        ThoughtSplit.of(
            prompt.thoughtOpen(), generation.tokens(), regime.thinkOpenId(), regime.thinkCloseId());
    Grade grade = grading.grade(response(generation, split), problem);
    GridPoint point = model.point();
    // Letters of shuffled options are told apart by option, not by place.
    String vote = grade.vote() == null ? null : question.order().original(grade.vote());
    boolean hidden = exam.set().benchmark().text() == TextPolicy.HIDDEN;
    return SampleRow.newBuilder()
        .setRun(context.run())
        .setPoint(point.id())
        .setMethod(point.method())
        .setParameters(point.parameters())
        .setAlpha(point.alpha().map(Double::valueOf).orElse(null))
        .setModelDigest(weightDigest)
        .setBenchmark(exam.name())
        .setBenchmarkVersion(exam.set().version())
        .setProblem(problem.id())
        .setLevel(problem.level())
        .setSample(sample)
        .setSeed(seed)
        .setContentKey(contentKey(prompt, seed, sample))
        .setProtocol(regime.protocol().name())
        .setProtocolDigest(regime.protocol().digest())
        .setPromptDigest(prompt.digest())
        .setPromptTokens(prompt.ids().length)
        .setCompletionTokens(generation.tokens().length())
        .setThinkingTokens(split.thinkingTokens())
        .setAnswerTokens(split.answerTokens())
        .setThought(split.closed() || split.thinkingTokens() > 0)
        .setThinkClosed(split.closed())
        .setFinishReason(generation.reason().name().toLowerCase(Locale.ROOT))
        .setExtracted(hidden ? grade.vote() : grade.extracted())
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
        .setCompletion(hidden ? null : tokenizer.decode(generation.textTokens()))
        .setAnswerStart(hidden ? null : answerStart(generation, split))
        .setQuestion(hidden ? null : problem.question())
        .setChoices(hidden || problem.choices().isEmpty() ? null : problem.choices())
        .setChoiceOrder(question.order().size() == 0 ? null : question.order().toString())
        .setCluster(problem.cluster())
        .setVote(vote)
        .setMeasures(grade.measures())
        .setRenderingDigest(exam.renderingDigest())
        .setMaxTokens(exam.decoding().maxTokens())
        .setStopIds(regime.stops())
        .setPromptThought(prompt.thoughtOpen())
        .build();
  }

  private Response response(Generation generation, ThoughtSplit split) {
    if (!split.closed() && split.thinkingTokens() > 0) {
      return Response.unclosedThought();
    }
    TokenIds text = generation.textTokens();
    int answerStart = Math.min(split.thinkingTokens(), text.length());
    return Response.answered(
        tokenizer.decodeWithoutSpecial(text.slice(answerStart, text.length())));
  }

  private Integer answerStart(Generation generation, ThoughtSplit split) {
    TokenIds text = generation.textTokens();
    String thought =
        tokenizer.decode(text.slice(0, Math.min(split.thinkingTokens(), text.length())));
    return tokenizer.decode(text).startsWith(thought) ? thought.length() : null;
  }

  private String contentKey(PromptIds prompt, long seed, int sample) {
    return SampleIdentity.contentKey(
        weightDigest,
        context.tokenizerDigest(),
        prompt.digest(),
        regime.protocol().digest(),
        exam.decoding().maxTokens(),
        seed,
        sample);
  }
}
