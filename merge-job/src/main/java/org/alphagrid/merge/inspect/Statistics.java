package org.alphagrid.merge.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.alphagrid.merge.architecture.LayerNames;
import org.alphagrid.merge.architecture.RoleNames;
import org.alphagrid.merge.architecture.WeightRole;
import org.alphagrid.merge.compatibility.Difference;
import org.alphagrid.merge.compatibility.DifferenceNames;

/**
 * Holds the sums of every tensor and groups them by role and depth.
 *
 * @param names of the checkpoints, in the order sums count them
 * @param base the place of the base among them, or {@link TensorSums#NO_BASE}
 * @param tensors sums by tensor name
 */
public record Statistics(List<String> names, int base, Map<String, TensorSums> tensors) {
  /** Bounds the cosine above which slerp is the average: its formula divides by a sine near 0. */
  public static final double SLERP_IS_LERP = 0.9995;

  /** Names the group of tensors whose names tell no role. */
  public static final String OTHER = "other";

  /** Names the group of tensors that are in no layer. */
  public static final String OUTSIDE = "outside";

  private static final int MOST_BANDS = 8;

  public Statistics {
    names = List.copyOf(names);
    tensors = new LinkedHashMap<>(tensors);
  }

  /** Joins the sums of ranges in their order. */
  public static Statistics of(
      List<String> names, int base, List<TensorRange> ranges, List<TensorSums> sums) {
    Map<String, TensorSums> tensors = new TreeMap<>();
    for (int r = 0; r < ranges.size(); r++) {
      tensors.merge(ranges.get(r).tensor(), sums.get(r), TensorSums::plus);
    }
    return new Statistics(names, base, tensors);
  }

  /** Finds tensors that hold NaN or infinite values, each of which stands in the way of a merge. */
  public List<Difference> notFinite() {
    List<Difference> found = new ArrayList<>();
    tensors.forEach(
        (tensor, sums) -> {
          for (int c = 0; c < names.size(); c++) {
            if (sums.notFinite(c) > 0) {
              found.add(
                  Difference.fatal(
                      DifferenceNames.FINITE,
                      "tensor '%s' of %s: %d elements are NaN or infinite, the first is element %d"
                          .formatted(
                              tensor, names.get(c), sums.notFinite(c), sums.firstNotFinite(c))));
            }
          }
        });
    return found;
  }

  /** Returns whether one of the checkpoints is the base. */
  public boolean hasBase() {
    return base != TensorSums.NO_BASE;
  }

  /** Adds up all tensors. */
  public TensorSums whole() {
    return tensors.values().stream().reduce(new TensorSums(names.size(), base), TensorSums::plus);
  }

  /** Returns sums by role, in the order of the network. */
  public Map<String, TensorSums> byRole() {
    Map<String, TensorSums> roles = grouped(Statistics::role);
    Map<String, TensorSums> ordered = new LinkedHashMap<>();
    for (WeightRole role : WeightRole.values()) {
      String key = RoleNames.key(role);
      if (roles.containsKey(key)) {
        ordered.put(key, roles.get(key));
      }
    }
    roles.forEach(ordered::putIfAbsent);
    return ordered;
  }

  /** Returns sums by bands of layers, first to last, then of tensors in no layer. */
  public Map<String, TensorSums> byDepth() {
    int layers =
        tensors.keySet().stream()
            .mapToInt(name -> LayerNames.layerOf(name).orElse(-1) + 1)
            .max()
            .orElse(0);
    int bands = Math.min(MOST_BANDS, layers);
    Map<String, TensorSums> found = grouped(name -> band(name, layers, bands));
    Map<String, TensorSums> ordered = new LinkedHashMap<>();
    for (int band = 0; band < bands; band++) {
      String key = bandName(band, layers, bands);
      ordered.put(key, found.get(key));
    }
    found.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private static String band(String tensor, int layers, int bands) {
    OptionalInt layer = LayerNames.layerOf(tensor);
    return layer.isEmpty() ? OUTSIDE : bandName(layer.getAsInt() * bands / layers, layers, bands);
  }

  private static String bandName(int band, int layers, int bands) {
    int first = (band * layers + bands - 1) / bands;
    int last = ((band + 1) * layers + bands - 1) / bands - 1;
    return first == last ? "layer " + first : "layers %d-%d".formatted(first, last);
  }

  private Map<String, TensorSums> grouped(Function<String, String> group) {
    return tensors.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> group.apply(entry.getKey()),
                Map.Entry::getValue,
                TensorSums::plus,
                TreeMap::new));
  }

  /** Returns the role of a tensor, by name. */
  public static String role(String tensor) {
    return RoleNames.of(tensor).map(RoleNames::key).orElse(OTHER);
  }

  /** Returns how many tensors are in a group of {@link #byRole}. */
  public long tensorsOfRole(String role) {
    return tensors.keySet().stream().filter(name -> role(name).equals(role)).count();
  }

  /**
   * Returns tensors in which slerp of two checkpoints is their average, and the elements they hold.
   */
  public Lerped lerped(int one, int other) {
    int count = 0;
    long elements = 0;
    for (TensorSums sums : tensors.values()) {
      if (Math.abs(sums.cosine(one, other)) > SLERP_IS_LERP) {
        count++;
        elements += sums.elements();
      }
    }
    return new Lerped(count, tensors.size(), (double) elements / Math.max(1, whole().elements()));
  }

  /**
   * Counts where slerp is the average.
   *
   * @param tensors in which it is
   * @param of all of them
   * @param share of the elements they hold
   */
  public record Lerped(int tensors, int of, double share) {
    private static final double ALMOST_EVERYWHERE = 0.95;

    /** Returns whether slerp adds next to nothing to linear for this pair. */
    public boolean almostEverywhere() {
      return share >= ALMOST_EVERYWHERE;
    }
  }
}
