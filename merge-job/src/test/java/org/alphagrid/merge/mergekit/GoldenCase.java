package org.alphagrid.merge.mergekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A merge that mergekit itself made. The resources hold some of the tensors; {@code
 * -Dalphagrid.golden=DIR} names a folder with all of them. The bundled parents are of no known
 * family: their tensors are not a whole model.
 */
public final class GoldenCase {
  /** The folder of all cases. */
  public static final Path FOLDER =
      Path.of(System.getProperty("alphagrid.golden", "src/test/resources/golden-merges"))
          .toAbsolutePath();

  private static final String BF16 = "output_bf16";

  /** Most elements of a case whose last bit of bfloat16 may differ. */
  private static final int MOST_FLIPS = 11;

  /** Divergences of rows of softmax above it are well above the rounding of float32. */
  private static final double LEAST_CLEAR_DIVERGENCE = 1e-6;

  private final JsonNode index;

  private GoldenCase(JsonNode index) {
    this.index = index;
  }

  /** Every case, in the order of the index. */
  public static List<GoldenCase> all() throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    new ObjectMapper()
        .readTree(FOLDER.resolve("index.json").toFile())
        .path("cases")
        .forEach(one -> cases.add(new GoldenCase(one)));
    return cases;
  }

  /** Its name. */
  public String id() {
    return index.path("id").asText();
  }

  @Override
  public String toString() {
    return id();
  }

  /** Whether mergekit's bfloat16 result is there too. */
  public boolean hasBfloat16() {
    return index.has(BF16) && !isChoice();
  }

  /** Whether the method chooses between parents by what rounding decides. */
  private boolean isChoice() {
    return index.path("comparison").asText().startsWith("ill-conditioned");
  }

  /** The configuration whose result is stored in float32, or in bfloat16. */
  public Path config(boolean bfloat16) {
    return FOLDER.resolve(index.path(bfloat16 ? "config_bf16" : "config_f32").asText());
  }

  /**
   * Compares a merged file with mergekit's.
   *
   * @return a line of a table
   */
  public String check(Path merged, boolean bfloat16) throws IOException {
    Map<String, float[]> ours = BareSafetensors.read(merged);
    Map<String, float[]> theirs = read(index.path(bfloat16 ? BF16 : "output_f32"));
    assertThat(ours.keySet()).as(id()).containsAll(theirs.keySet());
    int elements = theirs.values().stream().mapToInt(values -> values.length).sum();
    String found =
        bfloat16 ? flips(ours, theirs) : isChoice() ? choices(ours, theirs) : gap(ours, theirs);
    return "%-26s %-4s %7d elements  %s"
        .formatted(id(), bfloat16 ? "bf16" : "f32", elements, found);
  }

  private String gap(Map<String, float[]> ours, Map<String, float[]> theirs) throws IOException {
    double gate = 4 * index.path("max_gap_to_float64_restatement").asDouble();
    Map<String, float[]> masks = masks();
    double worst = 0;
    int masked = 0;
    for (String name : theirs.keySet()) {
      float[] mask = masks.get(name);
      for (int i = 0; i < theirs.get(name).length; i++) {
        if (mask != null && mask[i] != 0) {
          masked++;
          continue;
        }
        double golden = theirs.get(name)[i];
        double gap = Math.abs(ours.get(name)[i] - golden) / Math.max(Math.abs(golden), 1e-3);
        worst = Math.max(worst, gap);
      }
    }
    assertThat(worst).as(id()).isLessThanOrEqualTo(gate);
    return "largest gap %.2e of %.2e, %d elements masked".formatted(worst, gate, masked);
  }

  private String flips(Map<String, float[]> ours, Map<String, float[]> theirs) throws IOException {
    Map<String, float[]> masks = masks();
    int flips = 0;
    for (String name : theirs.keySet()) {
      for (int i = 0; i < theirs.get(name).length; i++) {
        boolean masked = masks.containsKey(name) && masks.get(name)[i] != 0;
        int gap = bits(ours.get(name)[i]) - bits(theirs.get(name)[i]);
        assertThat(masked || Math.abs(gap) <= 1).as("%s %s[%d]", id(), name, i).isTrue();
        flips += masked ? 0 : Math.abs(gap);
      }
    }
    assertThat(flips).as(id()).isLessThanOrEqualTo(MOST_FLIPS);
    return "%d last bits differ, %d allowed".formatted(flips, MOST_FLIPS);
  }

  private static int bits(float bfloat16) {
    return Float.floatToRawIntBits(bfloat16) >> 16;
  }

  /**
   * arcee_fusion takes elements by the divergence of their row. Where it is above mergekit's
   * rounding, the choices must be mergekit's own. Where it is below, mergekit chooses by noise:
   * ours must be the formula's in float64, and the formula in float32 must take as large a share as
   * mergekit does, so that nothing but rounding is between them.
   */
  private String choices(Map<String, float[]> ours, Map<String, float[]> theirs)
      throws IOException {
    Map<String, float[]> base = parent("think");
    Map<String, float[]> other = parent("direct");
    int clear = 0;
    int unlike = 0;
    int differing = 0;
    int takenInFloat32 = 0;
    int takenByThem = 0;
    for (String name : theirs.keySet()) {
      float[] from = base.get(name);
      float[] to = other.get(name);
      int row = BareSafetensors.rowLength(parentFile("think"), name);
      FusionMask exact = FusionMask.exact(from, to, row);
      FusionMask rounded = FusionMask.inFloat32(from, to, row);
      boolean isClear = exact.divergence() > LEAST_CLEAR_DIVERGENCE;
      for (int i = 0; i < from.length; i++) {
        float own = ours.get(name)[i];
        assertThat(own)
            .as("%s %s[%d]", id(), name, i)
            .isEqualTo(exact.taken()[i] ? to[i] : from[i]);
        boolean taken = Math.abs(theirs.get(name)[i] - from[i]) > 1e-6 * Math.abs(from[i]);
        if (isClear) {
          clear++;
          unlike += taken == (own != from[i]) ? 0 : 1;
        } else if (from[i] != to[i]) {
          differing++;
          takenInFloat32 += rounded.taken()[i] ? 1 : 0;
          takenByThem += taken ? 1 : 0;
        }
      }
    }
    double share = (double) takenInFloat32 / differing;
    double theirShare = (double) takenByThem / differing;
    assertThat(clear).as(id()).isGreaterThan(1000);
    assertThat((double) unlike / clear).as(id()).isLessThan(0.002);
    assertThat(share).as("%s: share taken", id()).isBetween(theirShare - 0.05, theirShare + 0.05);
    return "%d of %d clear choices differ; by noise mergekit takes %.3f, its formula in float32 %.3f"
        .formatted(unlike, clear, theirShare, share);
  }

  private Map<String, float[]> masks() throws IOException {
    return index.has("tie_mask") ? read(index.path("tie_mask")) : Map.of();
  }

  private static Map<String, float[]> read(JsonNode path) throws IOException {
    return BareSafetensors.read(FOLDER.resolve(path.asText()));
  }

  private static Map<String, float[]> parent(String name) throws IOException {
    return BareSafetensors.read(parentFile(name));
  }

  /** The weights of one parent. */
  public static Path parentFile(String name) {
    return FOLDER.resolve("parents/q3/" + name + "/model.safetensors");
  }
}
