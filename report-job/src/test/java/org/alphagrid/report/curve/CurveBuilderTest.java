package org.alphagrid.report.curve;

import static org.alphagrid.report.curve.Tallies.blend;
import static org.alphagrid.report.curve.Tallies.parent;
import static org.alphagrid.report.curve.Tallies.tally;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CurveBuilderTest {
  private static final double TOLERANCE = 1e-12;

  @Test
  void meansAndErrorsEqualASlowTwinOverSingleSamples() {
    SweepPoint point = blend("linear", "0.5");
    List<SlowCurve.Sample> samples = SlowCurve.randomSamples(point.id(), new Random(5));

    AccuracyTokenCurve curve =
        CurveBuilder.build(List.of(point), SlowCurve.BENCHMARKS, 3, SlowCurve.tallies(samples));

    for (String benchmark : SlowCurve.BENCHMARKS) {
      CurvePoint row = curve.row(point, benchmark).orElseThrow();
      double[] scores = SlowCurve.problemMeans(samples, benchmark, SlowCurve.Sample::score);
      double[] tokens = SlowCurve.problemMeans(samples, benchmark, SlowCurve.Sample::tokens);
      assertThat(row.accuracy().mean()).isCloseTo(SlowCurve.mean(scores), within(TOLERANCE));
      assertThat(row.accuracy().standardError())
          .isCloseTo(SlowCurve.standardError(scores), within(TOLERANCE));
      assertThat(row.tokens().mean()).isCloseTo(SlowCurve.mean(tokens), within(TOLERANCE));
      assertThat(row.tokens().standardError())
          .isCloseTo(SlowCurve.standardError(tokens), within(TOLERANCE));
      assertThat(row.rates().thought())
          .isCloseTo(
              SlowCurve.mean(
                  SlowCurve.problemMeans(samples, benchmark, sample -> sample.thought() ? 1 : 0)),
              within(TOLERANCE));
    }
  }

  @Test
  void overallRowWeighsBenchmarksEquallyAndCombinesTheirErrors() {
    SweepPoint point = blend("linear", "0.5");
    List<ProblemTally> tallies =
        List.of(
            tally(point.id(), "a", "1", 2, 2, 20),
            tally(point.id(), "a", "2", 2, 0, 40),
            tally(point.id(), "b", "1", 2, 1, 60),
            tally(point.id(), "b", "2", 2, 1, 60),
            tally(point.id(), "b", "3", 2, 1, 60),
            tally(point.id(), "b", "4", 2, 1, 60));

    CurvePoint all =
        CurveBuilder.build(List.of(point), List.of("a", "b"), 2, tallies)
            .row(point, AccuracyTokenCurve.ALL)
            .orElseThrow();

    // a: problem means 1 and 0, se = sqrt(0.5 / 2) = 0.5; b: no spread.
    assertThat(all.accuracy()).isEqualTo(new Estimate(0.5, 0.25, 1));
    // a: 10 and 20 per sample, se = 5; b: 30.
    assertThat(all.tokens()).isEqualTo(new Estimate(22.5, 2.5, 1));
    assertThat(all.problems()).isEqualTo(6);
    assertThat(all.samples()).isEqualTo(12);
  }

  @Test
  void orderOfTalliesDoesNotChangeABit() {
    SweepPoint point = blend("linear", "0.5");
    List<ProblemTally> tallies =
        SlowCurve.tallies(SlowCurve.randomSamples(point.id(), new Random(9)));
    List<ProblemTally> shuffled = new ArrayList<>(tallies);
    Collections.shuffle(shuffled, new Random(1));

    assertThat(CurveBuilder.build(List.of(point), SlowCurve.BENCHMARKS, 3, shuffled).rows())
        .isEqualTo(CurveBuilder.build(List.of(point), SlowCurve.BENCHMARKS, 3, tallies).rows());
  }

  @Test
  void pointThatSharesAModelGetsItsSamples() {
    SweepPoint direct = parent("direct");
    SweepPoint zero =
        new SweepPoint("linear/alpha=0.00", "linear", direct.alpha(), direct.id(), new TreeMap<>());
    AccuracyTokenCurve curve =
        CurveBuilder.build(
            List.of(direct, zero), List.of("a"), 2, List.of(tally(direct.id(), "a", "1", 2, 1, 9)));

    assertThat(curve.row(zero, "a").orElseThrow().accuracy())
        .isEqualTo(curve.row(direct, "a").orElseThrow().accuracy());
    assertThat(curve.gaps()).isEmpty();
  }

  @Test
  void pointWithoutSamplesIsAGapAndNotARow() {
    SweepPoint present = blend("linear", "0.5");
    SweepPoint absent = blend("linear", "0.7");
    AccuracyTokenCurve curve =
        CurveBuilder.build(
            List.of(present, absent),
            List.of("a"),
            2,
            List.of(tally(present.id(), "a", "1", 2, 1, 9)));

    assertThat(curve.row(absent, AccuracyTokenCurve.ALL)).isEmpty();
    assertThat(curve.gaps())
        .extracting(Gap::description)
        .containsExactly("Missing point linear/alpha=0.7: no samples");
  }

  @Test
  void pointThatLacksABenchmarkHasNoRowOverAll() {
    SweepPoint point = blend("linear", "0.5");
    AccuracyTokenCurve curve =
        CurveBuilder.build(
            List.of(point), List.of("a", "b"), 2, List.of(tally(point.id(), "a", "1", 2, 1, 9)));

    assertThat(curve.rows()).extracting(CurvePoint::benchmark).containsExactly("a");
    assertThat(curve.gaps())
        .extracting(Gap::description)
        .containsExactly("Missing point linear/alpha=0.5: no samples on b");
  }

  @Test
  void pointWithFewerSamplesThanAskedForIsReportedAndKept() {
    SweepPoint point = blend("linear", "0.5");
    AccuracyTokenCurve curve =
        CurveBuilder.build(
            List.of(point), List.of("a"), 4, List.of(tally(point.id(), "a", "1", 3, 1, 9)));

    assertThat(curve.row(point, AccuracyTokenCurve.ALL)).isPresent();
    assertThat(curve.gaps())
        .extracting(Gap::description)
        .containsExactly("Incomplete point linear/alpha=0.5: 3 of 4 samples on a");
  }

  @Test
  void oneProblemLeavesTheErrorUnknown() {
    SweepPoint point = blend("linear", "0.5");
    CurvePoint row =
        CurveBuilder.build(
                List.of(point), List.of("a"), 4, List.of(tally(point.id(), "a", "1", 4, 1, 9)))
            .row(point, "a")
            .orElseThrow();

    assertThat(row.accuracy().standardError()).isNaN();
    assertThat(row.accuracyInterval().low()).isLessThan(0.25);
    assertThat(row.accuracyInterval().high()).isGreaterThan(0.25);
  }

  @Test
  void scoreAboveTheNumberOfSamplesIsRefused() {
    assertThatThrownBy(() -> tally("m", "a", "1", 2, 3, 9))
        .hasMessage("Invalid score of m on a/1: 3.0 over 2 samples (each must be in [0, 1])");
  }
}
