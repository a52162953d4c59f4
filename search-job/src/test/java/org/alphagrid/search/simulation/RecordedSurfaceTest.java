package org.alphagrid.search.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Map;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.Simulations;
import org.junit.jupiter.api.Test;

class RecordedSurfaceTest {
  private static final String TEXT =
      """
      # A comment.
      benchmark,line,alpha,accuracy,tokens,think_ratio
      sums,parent,0,0.2,100,0
      sums,parent,1,0.8,400,1
      sums,linear,0.5,0.4,100,0
      sums,"ties, density 0.20",0.5,0.6,200,0.5
      """;

  @Test
  void levelsBetweenTwoAreStraightAndLengthsGeometric() {
    RecordedSurface surface = RecordedSurface.parse("small", TEXT);

    TrueMetrics level = surface.at(Candidate.of("linear", new BigDecimal("0.75")), "sums");

    assertThat(level.accuracy()).isCloseTo(0.6, within(1e-12));
    assertThat(level.tokens()).isCloseTo(200, within(1e-9));
    assertThat(level.thinkRatio()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void parentsAreTheEndsOfEveryLineAndQuotedLinesHaveTheirOwnLevels() {
    RecordedSurface surface = RecordedSurface.parse("small", TEXT);
    Candidate ties = new Candidate("ties", Map.of("alpha", "0.50", "density", "0.20"));

    assertThat(surface.lines()).containsExactly("linear", "ties, density 0.20");
    assertThat(surface.at(ties, "sums").accuracy()).isEqualTo(0.6);
    assertThat(surface.overall(Candidate.THINK).tokens()).isEqualTo(400);
    assertThat(surface.overall(Candidate.DIRECT).tokens()).isEqualTo(100);
  }

  @Test
  void whatIsUnknownOrMalformedIsNamed() {
    RecordedSurface surface = RecordedSurface.parse("small", TEXT);

    assertThatThrownBy(() -> surface.at(Candidate.of("slerp", new BigDecimal("0.5")), "sums"))
        .hasMessage(
            "Unknown candidate 'slerp/alpha=0.50' on sums in surface small; known: [linear, ties, density 0.20] on [sums]");
    assertThatThrownBy(() -> RecordedSurface.parse("bad", "a,b\n"))
        .hasMessageContaining("Cannot read surface bad: the header is 'a,b'");
    assertThatThrownBy(() -> RecordedSurface.parse("bad", TEXT + "sums,linear,0.6,1.4,100,0\n"))
        .hasMessageContaining("Cannot read surface bad: 'sums,linear,0.6,1.4,100,0'");
    assertThatThrownBy(
            () -> RecordedSurface.parse("bad", TEXT.replace("sums,parent,1,0.8,400,1\n", "")))
        .hasMessage(
            "Cannot read surface bad: benchmark sums lacks a parent (must have alpha 0 and 1)");
  }

  @Test
  void everyBundledSurfaceIsReadAndRecordingASurfaceReadsBack() throws Exception {
    for (String name : Surfaces.names()) {
      RecordedSurface surface = Surfaces.read(name);
      assertThat(surface.benchmarks()).as(name).isNotEmpty();
      assertThat(surface.lines()).as(name).isNotEmpty();
    }
    Simulations small = Simulations.of("quickstart", 40, 2, 5);
    SearchState grid = small.run(small.settings().with(SearchStrategy.FULL_GRID)).known();

    RecordedSurface read = RecordedSurface.parse("again", RecordedSurface.text(grid));

    Candidate some = Candidate.of("linear", new BigDecimal("0.5"));
    assertThat(read.overall(some).accuracy())
        .isCloseTo(grid.trials().get(some).accuracy(), within(1e-4));
    assertThatThrownBy(() -> Surfaces.read("other"))
        .hasMessageStartingWith("Unknown surface 'other'; known: [study-30b-linear");
  }
}
