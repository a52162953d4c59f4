package org.alphagrid.report.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.alphagrid.report.curve.OutcomeCounts;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.generation.Generation;
import org.alphagrid.report.generation.ProblemGenerations;

/**
 * Draws sweeps whose truth is known: 30 problems, 10 samples each, problems that differ in
 * difficulty and length, and models that differ in how each problem suits them.
 */
final class SimulatedSweep {
  static final int PROBLEMS = 30;
  static final int SAMPLES = 10;
  private static final double LENGTH_SPREAD = 0.4;
  private static final double FIT_SPREAD = 0.15;
  private static final double SAMPLE_SPREAD = 0.5;

  private final Random random;
  private final List<Model> models;

  /**
   * A model.
   *
   * @param accuracy true accuracy, between 0.3 and 0.7 (a problem's skill is uniform around it)
   * @param logTokens mean log tokens of a problem of typical length
   * @param thinkRatio true share of samples with a thought
   */
  record Model(String id, double accuracy, double logTokens, double thinkRatio) {
    /** True mean tokens: of a lognormal with all variances added. */
    double tokens() {
      double variance =
          LENGTH_SPREAD * LENGTH_SPREAD + FIT_SPREAD * FIT_SPREAD + SAMPLE_SPREAD * SAMPLE_SPREAD;
      return Math.exp(logTokens + variance / 2);
    }
  }

  SimulatedSweep(List<Model> models, long seed) {
    this.models = models;
    this.random = new Random(seed);
  }

  /** One fresh sweep on a benchmark named a. */
  List<ProblemTally> draw() {
    List<ProblemTally> tallies = new ArrayList<>();
    for (int problem = 0; problem < PROBLEMS; problem++) {
      double ease = ease();
      double length = LENGTH_SPREAD * random.nextGaussian();
      for (Model model : models) {
        tallies.add(tally(model, "p" + problem, ease, length));
      }
    }
    return tallies;
  }

  /** Skill of one problem, uniform on two scales around the model's accuracy. */
  private double skill(Model model, double ease) {
    return model.accuracy() + ease + 0.2 * (random.nextDouble() - 0.5);
  }

  private double ease() {
    return 0.4 * (random.nextDouble() - 0.5);
  }

  /** One fresh sweep of the first model, sample by sample; wrong answers are one of three. */
  List<ProblemGenerations> generations(int problems) {
    Model model = models.get(0);
    List<ProblemGenerations> drawn = new ArrayList<>();
    for (int problem = 0; problem < problems; problem++) {
      double skill = skill(model, ease());
      double length = LENGTH_SPREAD * random.nextGaussian() + FIT_SPREAD * random.nextGaussian();
      List<Generation> samples = new ArrayList<>();
      for (int sample = 0; sample < SAMPLES; sample++) {
        boolean right = random.nextDouble() < skill;
        double tokens =
            Math.exp(model.logTokens() + length + SAMPLE_SPREAD * random.nextGaussian());
        int answer = right ? 1 : 2 + random.nextInt(3);
        samples.add(new Generation(right ? 1 : 0, (int) Math.round(tokens), answer));
      }
      drawn.add(new ProblemGenerations(model.id(), "a", "p" + problem, samples));
    }
    return drawn;
  }

  ProblemGrid grid() {
    return ProblemGrid.of("a", draw());
  }

  private ProblemTally tally(Model model, String problem, double ease, double length) {
    double skill = skill(model, ease);
    double fit = length + FIT_SPREAD * random.nextGaussian();
    int right = 0;
    int thought = 0;
    double tokens = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      right += random.nextDouble() < skill ? 1 : 0;
      thought += random.nextDouble() < model.thinkRatio() ? 1 : 0;
      tokens += Math.exp(model.logTokens() + fit + SAMPLE_SPREAD * random.nextGaussian());
    }
    OutcomeCounts outcomes = new OutcomeCounts(thought, thought, 0, 0, 0, 0);
    return new ProblemTally(model.id(), "a", problem, SAMPLES, right, tokens, 0, tokens, outcomes);
  }
}
