package org.alphagrid.eval.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.alphagrid.merge.architecture.rope.DynamicRope;
import org.alphagrid.merge.architecture.rope.LinearRope;
import org.alphagrid.merge.architecture.rope.Llama3Rope;
import org.alphagrid.merge.architecture.rope.LongRope;
import org.alphagrid.merge.architecture.rope.RopeScaling;
import org.alphagrid.merge.architecture.rope.RopeSpec;
import org.alphagrid.merge.architecture.rope.YarnRope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RopeTableTest {
  /** Su et al., 2021, section 3.4.2: theta_i = 10000^(-2i/d), here d = 4, so 1 and 1/100. */
  @Test
  void anglesAreThoseOfThePaper() {
    RopeTable table = new RopeTable(RopeSpec.plain(10_000, 4), 3, 3);
    assertThat(table.shape()).containsExactly(3, 2);
    assertThat(table.cosines())
        .containsExactly(
            1f,
            1f,
            (float) Math.cos(1),
            (float) Math.cos(0.01),
            (float) Math.cos(2),
            (float) Math.cos(0.02));
    assertThat(table.sines())
        .containsExactly(
            0f,
            0f,
            (float) Math.sin(1),
            (float) Math.sin(0.01),
            (float) Math.sin(2),
            (float) Math.sin(0.02));
  }

  static Stream<RopeSpec> variants() {
    List<Double> stretches = List.of(1.0, 1.1, 1.3, 1.7, 2.4, 3.1, 3.6, 4.0);
    List<Double> mild = List.of(1.0, 1.0, 1.0, 1.1, 1.2, 1.2, 1.3, 1.5);
    return Stream.of(
        RopeSpec.plain(1_000_000, 128),
        new RopeSpec(10_000, 64, new LinearRope(8)),
        new RopeSpec(10_000, 64, new DynamicRope(4, 2_048)),
        new RopeSpec(10_000, 64, new DynamicRope(4, 8_192)),
        new RopeSpec(500_000, 128, new Llama3Rope(8, 1, 4, 8_192)),
        new RopeSpec(500_000, 64, new Llama3Rope(32, 1, 4, 512)),
        new RopeSpec(1_000_000, 128, new YarnRope(4, 32_768, 32, 1, true, 1.1386)),
        new RopeSpec(150_000, 64, new YarnRope(32, 4_096, 32, 1, false, 1.3466)),
        new RopeSpec(10_000, 64, new YarnRope(40, 1_024, 16, 2, true, 1)),
        new RopeSpec(10_000, 16, new LongRope(mild, stretches, 4_096, 1.19)),
        new RopeSpec(10_000, 16, new LongRope(mild, stretches, 512, 1.19)));
  }

  /** Angles of some thousand radians: their cosine is known to 1e-12 of them in float64. */
  @ParameterizedTest
  @MethodSource("variants")
  void everyVariantIsAsPublished(RopeSpec rope) {
    int positions = 5_000;
    float[] cosines = new RopeTable(rope, positions, positions).cosines();
    float[] sines = new RopeTable(rope, positions, positions).sines();
    double[] frequencies = PublishedRope.frequencies(rope, positions);
    double amplitude = PublishedRope.amplitude(rope);
    for (int position = 0; position < positions; position += 7) {
      for (int pair = 0; pair < frequencies.length; pair++) {
        double angle = position * frequencies[pair];
        int place = position * frequencies.length + pair;
        assertThat(cosines[place]).isCloseTo((float) (amplitude * Math.cos(angle)), within(1e-6f));
        assertThat(sines[place]).isCloseTo((float) (amplitude * Math.sin(angle)), within(1e-6f));
      }
    }
  }

  /** So that a list of variants cannot fall behind the sealed interface. */
  @Test
  void everyScalingIsAmongTheVariants() {
    assertThat(variants().map(rope -> rope.scaling().getClass()).distinct())
        .containsExactlyInAnyOrder((Class[]) RopeScaling.class.getPermittedSubclasses());
  }
}
