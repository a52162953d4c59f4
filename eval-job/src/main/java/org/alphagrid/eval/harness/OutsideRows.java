package org.alphagrid.eval.harness;

import java.time.Instant;
import java.util.List;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.protocol.ThoughtSpan;
import org.alphagrid.eval.sample.SampleRow;

/**
 * Makes sample rows of outside samples. The grader column says {@code outside/<format>}, or {@code
 * none} where the file gives no verdict: the score is then 0 until it is graded.
 *
 * @param run name of the run
 * @param point the model
 * @param sourceDigest SHA-256 of the file
 * @param tokenizer null where tokens are not counted
 */
public record OutsideRows(
    String run,
    ImportedPoint point,
    String benchmark,
    String format,
    String sourceDigest,
    Instant readAt,
    ModelTokenizer tokenizer) {

  public SampleRow row(OutsideSample sample) {
    TokenCounts tokens = TokenCounts.of(sample, tokenizer);
    ThoughtSpan span = TokenCounts.span(sample);
    boolean found = sample.extracted() != null && !sample.extracted().isBlank();
    String reason = sample.circumstances().finishReason();
    List<String> choices = sample.circumstances().choices();
    boolean graded = sample.score() != null;
    return SampleRow.newBuilder()
        .setRun(run)
        .setPoint(point.id())
        .setMethod(point.method())
        .setParameters(point.parameters())
        .setAlpha(point.alpha().map(Double::valueOf).orElse(null))
        .setModelDigest("unknown")
        .setBenchmark(benchmark)
        .setBenchmarkVersion(format + "+" + sourceDigest.substring(0, 12))
        .setProblem(sample.problem())
        .setSample(sample.sample())
        .setSeed(0)
        .setContentKey(contentKey(sample))
        .setProtocol("outside")
        .setProtocolDigest("unknown")
        .setPromptDigest(new ContentDigest().add("prompt", sample.prompt()).hex())
        .setPromptTokens(tokens.prompt())
        .setCompletionTokens(tokens.thinking() + tokens.answer())
        .setThinkingTokens(tokens.thinking())
        .setAnswerTokens(tokens.answer())
        .setThought(span.begun())
        .setThinkClosed(span.closed())
        .setFinishReason(reason == null ? "unknown" : reason)
        .setExtracted(found ? sample.extracted() : null)
        .setExtraction(found ? "found" : "none")
        .setReference(sample.reference())
        .setScore(graded ? sample.score() : 0)
        .setExtractor(graded ? "outside/" + format : "none")
        .setExtractorVersion(0)
        .setGrader(graded ? "outside/" + format : "none")
        .setGraderVersion(0)
        .setRule(graded ? "as-imported" : "not-graded")
        .setError("error".equals(reason) ? error(sample) : null)
        .setGenerationMillis(0)
        .setEngine("unknown")
        .setDevice("unknown")
        .setHost("unknown")
        .setAttempt(0)
        .setStartedAt(readAt)
        .setCompletion(sample.completion())
        .setAnswerStart(span.answerStart())
        .setQuestion(sample.prompt())
        .setChoices(choices.isEmpty() ? null : choices)
        .setVote(found ? sample.extracted().strip() : null)
        .setPromptThought(sample.circumstances().promptThought())
        .build();
  }

  private static String error(OutsideSample sample) {
    String error = sample.circumstances().error();
    return error == null ? "not told" : error;
  }

  private String contentKey(OutsideSample sample) {
    return new ContentDigest()
        .add("source", sourceDigest)
        .add("problem", sample.problem())
        .add("sample", sample.sample())
        .hex();
  }
}
