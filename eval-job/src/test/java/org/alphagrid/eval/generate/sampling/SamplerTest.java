package org.alphagrid.eval.generate.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.protocol.Decoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, 1);
  private static final TokenHistory NO_HISTORY = new TokenHistory(TokenIds.of(0), 1);

  @Test
  void greedyTakesTheLowestOfEqualIds() {
    Sampler sampler = new Sampler(5);
    assertThat(next(sampler, new float[] {1, 3, 2, 3, 3}, GREEDY, 0.9)).isEqualTo(1);
    assertThat(next(sampler, new float[] {0, 0, 0, 0, 0}, GREEDY, 0.9)).isZero();
  }

  @Test
  void topKKeepsTheLowestOfEqualIds() {
    Decoding decoding = new Decoding(1, 2, 1, 0, 1);
    float[] logits = {1, 3, 2, 3, 3};
    assertThat(counts(logits, decoding, 1000).keySet()).containsExactly(1, 3);
  }

  @Test
  void topPKeepsTheSmallestSetThatReachesIt() {
    // Probabilities 0.5, 0.3, 0.15, 0.05.
    float[] logits = {log(0.15), log(0.5), log(0.05), log(0.3)};
    assertThat(kept(logits, new Decoding(1, 0, 0.5 - 1e-6, 0, 1))).containsExactly(1);
    assertThat(kept(logits, new Decoding(1, 0, 0.5 + 1e-6, 0, 1))).containsExactly(1, 3);
    assertThat(kept(logits, new Decoding(1, 0, 0.79, 0, 1))).containsExactly(1, 3);
    assertThat(kept(logits, new Decoding(1, 0, 0.81, 0, 1))).containsExactly(0, 1, 3);
    assertThat(kept(logits, new Decoding(1, 0, 0.96, 0, 1))).containsExactly(0, 1, 2, 3);
  }

  /** After top-k 2, 0.5 of 0.8 is 0.625, so top-p 0.6 keeps one token and 0.63 two. */
  @Test
  void topPIsMeasuredOnWhatTopKLeft() {
    float[] logits = {log(0.15), log(0.5), log(0.05), log(0.3)};
    assertThat(kept(logits, new Decoding(1, 2, 0.6, 0, 1))).containsExactly(1);
    assertThat(kept(logits, new Decoding(1, 2, 0.63, 0, 1))).containsExactly(1, 3);
  }

  @Test
  void minPDropsSmallSharesOfTheLargest() {
    float[] logits = {log(0.15), log(0.5), log(0.05), log(0.3)};
    assertThat(kept(logits, new Decoding(1, 0, 1, 0.29, 1))).containsExactly(0, 1, 3);
    assertThat(kept(logits, new Decoding(1, 0, 1, 0.31, 1))).containsExactly(1, 3);
  }

  /** Draws pass a chi-square test at one in a thousand against the definition. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 1, 0",
    "0.6, 0, 1, 0",
    "2.5, 0, 1, 0",
    "1, 10, 1, 0",
    "1, 0, 0.8, 0",
    "1, 0, 1, 0.1",
    "0.7, 12, 0.9, 0.02"
  })
  void drawsFollowTheDefinition(double temperature, int topK, double topP, double minP) {
    Decoding decoding = new Decoding(temperature, topK, topP, minP, 1);
    float[] logits = logits(30, 4, 1.5);
    int draws = 40_000;
    Map<Integer, Integer> counts = counts(logits, decoding, draws);
    Map<Integer, Double> expected = PlainSampler.distribution(logits, decoding);
    requireDistribution(counts, expected, draws);
  }

  private static void requireDistribution(
      Map<Integer, Integer> counts, Map<Integer, Double> expected, int draws) {
    assertThat(expected.keySet()).containsAll(counts.keySet());
    double chiSquare = 0;
    for (Map.Entry<Integer, Double> token : expected.entrySet()) {
      double mean = draws * token.getValue();
      chiSquare += Math.pow(counts.getOrDefault(token.getKey(), 0) - mean, 2) / mean;
    }
    assertThat(chiSquare).isLessThan(chiSquareOneInAThousand(expected.size() - 1));
  }

  @Test
  void equalsTheTwinThatSortsEverything() {
    Random random = new Random(9);
    Sampler sampler = new Sampler(700);
    for (int round = 0; round < 3000; round++) {
      float[] logits = logits(700, round, 0.5 + 5 * random.nextDouble());
      if (round % 3 == 0) {
        makeTies(logits);
      }
      Decoding decoding =
          new Decoding(
              0.2 + random.nextDouble(),
              random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(750),
              random.nextInt(3) == 0 ? 1 : 1 - 0.9 * random.nextDouble(),
              random.nextInt(2) == 0 ? 0 : 0.2 * random.nextDouble(),
              1);
      double uniform = StepRandom.uniform(1, round);
      assertThat(next(sampler, logits, decoding, uniform))
          .as("round %d, %s", round, decoding)
          .isEqualTo(PlainSampler.next(logits, decoding, uniform));
    }
  }

  /** Peaked and flat, with and without ties: every way through the sampler. */
  @ParameterizedTest
  @CsvSource({"12, false", "3, false", "0.3, false", "0.01, true", "3, true"})
  void equalsTheTwinOverALargeVocabulary(double spread, boolean ties) {
    int vocabularySize = 151_936;
    Sampler sampler = new Sampler(vocabularySize);
    float[] logits = logits(vocabularySize, 5, spread);
    if (ties) {
      makeTies(logits);
    }
    logits[7] = Float.NEGATIVE_INFINITY;
    for (Decoding decoding :
        List.of(
            new Decoding(1, 0, 1, 0, 1),
            new Decoding(0.6, 0, 0.95, 0, 1),
            new Decoding(1, 0, 0.3, 0.001, 1),
            new Decoding(0.6, 20, 0.95, 0, 1),
            new Decoding(1.5, 5000, 0.9, 0.01, 1))) {
      // The twin sorts: once for each decoding, then many draws.
      NavigableMap<Integer, Double> distribution = PlainSampler.distribution(logits, decoding);
      for (int step = 0; step < 10; step++) {
        double uniform = StepRandom.uniform(3, step);
        assertThat(next(sampler, logits, decoding, uniform))
            .as("%s, step %d", decoding, step)
            .isEqualTo(PlainSampler.walk(distribution, uniform));
      }
    }
  }

  /** Every sixteenth token, and nobody else, is what top-p looks at first. */
  @ParameterizedTest
  @ValueSource(doubles = {-6, -1, -0.05, 0.05, 1, 6})
  void tokensThatMisleadChangeNoDraw(double shift) {
    float[] logits = logits(151_936, 8, 0.5);
    for (int id = 0; id < logits.length; id += 16) {
      logits[id] += (float) shift;
    }
    Sampler sampler = new Sampler(logits.length);
    for (double topP : new double[] {0.05, 0.5, 0.95, 0.9999}) {
      Decoding decoding = new Decoding(0.8, 0, topP, 0, 1);
      NavigableMap<Integer, Double> distribution = PlainSampler.distribution(logits, decoding);
      for (int step = 0; step < 5; step++) {
        double uniform = StepRandom.uniform(4, step);
        assertThat(next(sampler, logits, decoding, uniform))
            .as("top-p %s, step %d", topP, step)
            .isEqualTo(PlainSampler.walk(distribution, uniform));
      }
    }
  }

  @Test
  void maskedTokensAreNeverDrawn() {
    float[] logits = {Float.NEGATIVE_INFINITY, 1, Float.NEGATIVE_INFINITY, 1};
    assertThat(kept(logits, new Decoding(1, 0, 1, 0, 1))).containsExactly(1, 3);
    assertThat(next(new Sampler(4), logits, new Decoding(1, 0, 1, 0, 1), 0)).isEqualTo(1);
  }

  @Test
  void repetitionDividesPositiveAndMultipliesNegativeLogitsOfPromptAndCompletion() {
    float[] logits = {2, -2, 2, -2, 2};
    TokenHistory history = history(5, new int[] {0, 1, 1}, 2, 2);
    new Penalties(5).apply(logits, penalties(1.25, 0, 0), history);
    assertThat(logits).containsExactly(1.6f, -2.5f, 1.6f, -2, 2);
  }

  @Test
  void presenceAndFrequencyCountTheCompletionOnly() {
    float[] logits = {1, 1, 1, 1};
    TokenHistory history = history(4, new int[] {0, 1}, 1, 2, 2, 2);
    new Penalties(4).apply(logits, penalties(1, 0.5, 0.25), history);
    assertThat(logits).containsExactly(1, 0.25f, -0.25f, 1);
  }

  @Test
  void penaltiesComeInTheOrderRepetitionFrequencyPresenceThenTemperature() {
    Penalties penalties = new Penalties(3);
    for (int round = 0; round < 3; round++) {
      float[] logits = {4, -4, 4};
      penalties.apply(logits, penalties(2, 0.5, 0.25), history(3, new int[] {0}, 0, 0, 1));
      assertThat(logits).containsExactly(4 / 2f - 2 * 0.25f - 0.5f, -4 * 2f - 0.25f - 0.5f, 4);
    }
  }

  @Test
  void penaltiesDecideWhatGreedyTakes() {
    float[] logits = {3, 2.9f, 0};
    Decoding decoding = new Decoding(0, 0, 1, 0, 1, 0.2, 0, 1);
    Sampler sampler = new Sampler(3);
    assertThat(sampler.next(logits.clone(), decoding, history(3, new int[] {0}), 0)).isZero();
    assertThat(sampler.next(logits.clone(), decoding, history(3, new int[] {0}, 0), 0))
        .isEqualTo(1);
  }

  @Test
  void drawsWithPenaltiesFollowTheDefinition() {
    Decoding decoding = new Decoding(0.8, 12, 0.95, 0.01, 1.2, 0.4, 0.3, 1);
    float[] logits = logits(30, 6, 1.5);
    TokenHistory history = history(30, new int[] {3, 4, 5}, 1, 1, 1, 9, 4);
    Sampler sampler = new Sampler(30);
    int draws = 40_000;
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int step = 0; step < draws; step++) {
      double uniform = StepRandom.uniform(17, step);
      counts.merge(sampler.next(logits.clone(), decoding, history, uniform), 1, Integer::sum);
    }
    float[] penalised = PlainSampler.penalised(logits, decoding, history);
    requireDistribution(counts, PlainSampler.distribution(penalised, decoding), draws);
  }

  @Test
  void unusableLogitsAreRefused() {
    Sampler sampler = new Sampler(2);
    assertThatThrownBy(() -> next(sampler, new float[] {0, Float.NaN}, GREEDY, 0))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("Cannot draw a token: the logit of id 1 is NaN");
    assertThatThrownBy(() -> next(sampler, new float[] {0, Float.POSITIVE_INFINITY}, GREEDY, 0))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("the largest logit is Infinity, of id 1");
  }

  @Test
  void randomNumbersAreUniformAndDependOnSeedAndStepOnly() {
    int[] bins = new int[100];
    for (int i = 0; i < 100_000; i++) {
      bins[(int) (100 * StepRandom.uniform(i / 300, i % 300))]++;
    }
    double chiSquare = 0;
    for (int count : bins) {
      chiSquare += (count - 1000.0) * (count - 1000.0) / 1000;
    }
    assertThat(chiSquare).isLessThan(chiSquareOneInAThousand(99));
    assertThat(StepRandom.uniform(5, 6)).isEqualTo(StepRandom.uniform(5, 6));
    assertThat(StepRandom.uniform(5, 6)).isNotEqualTo(StepRandom.uniform(6, 5));
  }

  private static Decoding penalties(double repetition, double presence, double frequency) {
    return new Decoding(1, 0, 1, 0, repetition, presence, frequency, 1);
  }

  private static TokenHistory history(int vocabularySize, int[] prompt, int... drawn) {
    TokenHistory history = new TokenHistory(TokenIds.of(prompt), vocabularySize);
    for (int id : drawn) {
      history.add(id);
    }
    return history;
  }

  private static int next(Sampler sampler, float[] logits, Decoding decoding, double uniform) {
    return sampler.next(logits, decoding, NO_HISTORY, uniform);
  }

  private static void makeTies(float[] logits) {
    for (int i = 0; i < logits.length; i++) {
      logits[i] = Math.round(logits[i]);
    }
  }

  private static Set<Integer> kept(float[] logits, Decoding decoding) {
    return counts(logits, decoding, 2000).keySet();
  }

  private static Map<Integer, Integer> counts(float[] logits, Decoding decoding, int draws) {
    Sampler sampler = new Sampler(logits.length);
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int step = 0; step < draws; step++) {
      int token = next(sampler, logits, decoding, StepRandom.uniform(17, step));
      counts.merge(token, 1, Integer::sum);
    }
    return counts;
  }

  private static float[] logits(int count, long seed, double spread) {
    Random random = new Random(seed);
    float[] logits = new float[count];
    for (int i = 0; i < count; i++) {
      logits[i] = (float) (spread * random.nextGaussian());
    }
    return logits;
  }

  private static float log(double probability) {
    return (float) Math.log(probability);
  }

  /** The 99.9 % point by Wilson and Hilferty's cube-root approximation (1931). */
  private static double chiSquareOneInAThousand(int degrees) {
    double spread = 2.0 / (9 * degrees);
    return degrees * Math.pow(1 - spread + 3.0902 * Math.sqrt(spread), 3);
  }
}
