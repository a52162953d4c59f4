package org.alphagrid.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelPlacementTest {

  @Test
  void labelsOfOneCrowdNeverMeet() {
    LabelPlacement labels = new LabelPlacement(Canvas.SMALL);

    long placed =
        IntStream.range(0, 50).filter(i -> labels.place(200, 150, "α 0.55").isPresent()).count();

    // Eight directions exist, and not all are free of each other.
    assertThat(placed).isBetween(4L, 8L);
  }

  @Test
  void labelKeepsClearOfMarkers() {
    LabelPlacement labels = new LabelPlacement(Canvas.SMALL);
    labels.keepClear(200, 150);
    labels.keepClear(180, 140);

    assertThat(labels.place(200, 150, "α 0.55"))
        .hasValueSatisfying(place -> assertThat(place.y()).isNotEqualTo(140));
  }

  @Test
  void labelStaysInsideThePicture() {
    LabelPlacement labels = new LabelPlacement(Canvas.SMALL);

    assertThat(labels.place(Canvas.SMALL.plotRight(), 150, "a rather long label"))
        .hasValueSatisfying(place -> assertThat(place.x()).isLessThan(Canvas.SMALL.plotRight()));
    assertThat(labels.place(5000, 150, "far away")).isEmpty();
  }
}
