package org.alphagrid.core.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContentDigestTest {
  @Test
  void adjacentValuesHaveDifferentDigests() {
    assertThat(new ContentDigest().add("a", "b").add("c", "d").hex())
        .isNotEqualTo(new ContentDigest().add("a", "b1:c1:d").hex());
    assertThat(new ContentDigest().addAll("a", List.of("x")).add("a", "y").hex())
        .isNotEqualTo(new ContentDigest().addAll("a", List.of("x", "y")).hex());
  }

  @Test
  void nullIsNotEmptyText() {
    assertThat(new ContentDigest().add("a", (Object) null).hex())
        .isNotEqualTo(new ContentDigest().add("a", "").hex());
  }

  @Test
  void isSha256OverTheRendering() {
    // printf '1:a1:b' | sha256sum
    assertThat(new ContentDigest().add("a", "b").hex())
        .isEqualTo("facdde7abf1eac5b301273ab2e282f79bab0100f058833a7b8bdf9f80741e149");
  }
}
