package org.alphagrid.eval.samplejob;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.eval.grade.math.MathEquivalence;
import org.alphagrid.eval.sample.SampleRow;

/** Counts over the samples of one point on one benchmark. */
final class GradeTally implements Serializable {
  private static final long serialVersionUID = 1;

  private long samples;
  private long truncated;
  private long unclosed;
  private long unanswered;
  private long errors;
  private long tokens;
  private double score;
  private final TreeMap<String, Double> measures = new TreeMap<>();
  private final TreeMap<String, Long> rules = new TreeMap<>();

  void add(SampleRow row) {
    samples++;
    truncated += row.getFinishReason().equals("length") ? 1 : 0;
    unclosed += row.getThought() && !row.getThinkClosed() ? 1 : 0;
    unanswered += row.getExtraction().equals("none") ? 1 : 0;
    errors += row.getFinishReason().equals("error") ? 1 : 0;
    tokens += row.getCompletionTokens();
    score += row.getScore();
    row.getMeasures().forEach((name, value) -> measures.merge(name, value, Double::sum));
    rules.merge(row.getRule(), 1L, Long::sum);
  }

  GradeTally plus(GradeTally other) {
    samples += other.samples;
    truncated += other.truncated;
    unclosed += other.unclosed;
    unanswered += other.unanswered;
    errors += other.errors;
    tokens += other.tokens;
    score += other.score;
    other.measures.forEach((name, value) -> measures.merge(name, value, Double::sum));
    other.rules.forEach((name, count) -> rules.merge(name, count, Long::sum));
    return this;
  }

  long samples() {
    return samples;
  }

  double accuracy() {
    return score / samples;
  }

  double truncatedRate() {
    return (double) truncated / samples;
  }

  double unclosedRate() {
    return (double) unclosed / samples;
  }

  /** Returns the number of samples with an answer part that states no answer. */
  double unansweredRate() {
    return (double) unanswered / samples;
  }

  double errorRate() {
    return (double) errors / samples;
  }

  double meanTokens() {
    return (double) tokens / samples;
  }

  /** Sums of the graders' further numbers. */
  Map<String, Double> measures() {
    return measures;
  }

  /** Returns how many samples have a reference that the grader did not understand. */
  long referencesNotUnderstood() {
    return rules.entrySet().stream()
        .filter(rule -> rule.getKey().endsWith("/" + MathEquivalence.REFERENCE_NOT_UNDERSTOOD))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Returns how often each rule decided. */
  Map<String, Long> rules() {
    return rules;
  }
}
