package org.alphagrid.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelsTest {

  @Test
  void labelsOfOneCrowdNeverMeet() {
    Labels labels = new Labels(Canvas.SMALL);

    long placed =
        IntStream.range(0, 50).filter(i -> labels.place(200, 150, "α 0.55").isPresent()).count();

    // Eight directions exist, and not all are free of each other.
    assertThat(placed).isBetween(4L, 8L);
  }

  @Test
  void labelKeepsClearOfMarkers() {
    Labels labels = new Labels(Canvas.SMALL);
    labels.keepClear(200, 150);
    labels.keepClear(180, 140);

    assertThat(labels.place(200, 150, "α 0.55"))
        .hasValueSatisfying(place -> assertThat(place.y()).isNotEqualTo(140));
  }

  @Test
  void labelStaysInsideThePicture() {
    Labels labels = new Labels(Canvas.SMALL);

    assertThat(labels.place(Canvas.SMALL.plotRight(), 150, "a rather long label"))
        .hasValueSatisfying(place -> assertThat(place.x()).isLessThan(Canvas.SMALL.plotRight()));
    assertThat(labels.place(5000, 150, "far away")).isEmpty();
  }
}
