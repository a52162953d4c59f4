package org.alphagrid.merge.grid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.alphagrid.merge.architecture.TensorPlace;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.method.Compatibility;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.tensor.DType;

/**
 * Digests everything that determines a model's weights, so that equal recipes are never merged
 * twice: the method, the digests of what it reads, and the value of every parameter for every
 * tensor. How it was written down does not count.
 *
 * <p>The digest is known before anything is merged; the digest of the weights only afterwards.
 */
public final class Recipe {
  /** Raised whenever the bytes a recipe gives would change. */
  private static final int ARITHMETIC_VERSION = 4;

  private final StringBuilder text = new StringBuilder("merge " + ARITHMETIC_VERSION + "\n");

  /**
   * @param dtype element type of merged weights
   */
  public Recipe(DType dtype) {
    text.append(dtype).append('\n');
  }

  /** Returns the recipe of an unmerged model. */
  public static String ofParent(String weightDigest) {
    return WeightDigest.ofText("parent\n" + weightDigest + "\n");
  }

  /**
   * Returns the recipe of a point.
   *
   * @param point a true merge
   * @param places of the merged model's tensors
   * @param parentDigests digests of the parents' weights by role
   */
  public static String of(
      MergePoint point,
      TensorDepths places,
      Function<ParentRole, String> parentDigests,
      DType dtype) {
    PointRule rule = point.rule();
    Map<String, TensorPlace> byName = new LinkedHashMap<>();
    places.all().forEach(place -> byName.put(place.name(), place));
    return new Recipe(dtype)
        .add(
            rule.method(),
            rule.base().map(parentDigests),
            rule.models().stream().map(parentDigests).toList(),
            byName.keySet(),
            tensor -> rule.at(byName.get(tensor)))
        .digest();
  }

  /**
   * Finds points that merge the same.
   *
   * @param recipes the digest of every true merge, by id
   * @return the points, those that are like an earlier one saying so
   */
  public static List<GridPoint> joined(List<GridPoint> points, Map<String, String> recipes) {
    Map<String, String> first = new LinkedHashMap<>();
    List<GridPoint> joined = new ArrayList<>();
    for (GridPoint point : points) {
      if (point instanceof MergePoint merge && merge.isMerged()) {
        String earlier = first.putIfAbsent(recipes.get(merge.id()), merge.id());
        joined.add(merge.withModel(earlier == null ? merge.id() : earlier));
      } else {
        joined.add(point);
      }
    }
    return joined;
  }

  /**
   * Adds tensors that one method gives.
   *
   * @param base what the base is, for example the digest of its weights
   * @param models what the models are, in the order of the settings
   * @param tensors their names, in order
   * @param settings by tensor
   */
  public Recipe add(
      MergeMethod method,
      Optional<String> base,
      List<String> models,
      Collection<String> tensors,
      Function<String, MergeSettings> settings) {
    text.append(method.name()).append(' ').append(base.orElse("-")).append(' ').append(models);
    text.append('\n');
    String before = "";
    for (String tensor : tensors) {
      String now = text(settings.apply(tensor));
      // Most tensors are merged like the one before them.
      if (!now.equals(before)) {
        text.append(tensor).append(now).append('\n');
        before = now;
      }
    }
    return this;
  }

  private static String text(MergeSettings settings) {
    StringBuilder text = new StringBuilder(text(settings.method()));
    settings.models().forEach(model -> text.append(" /").append(text(model)));
    if (settings.compatibility() != Compatibility.NONE) {
      text.append(" as ").append(settings.compatibility());
    }
    return text.toString();
  }

  private static String text(ParameterValues values) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, BigDecimal> value : values.values().entrySet()) {
      text.append(' ').append(value.getKey()).append('=');
      text.append(value.getValue().stripTrailingZeros().toPlainString());
    }
    return text.toString();
  }

  /** Adds whatever else changes the result. */
  public Recipe add(String what, String value) {
    text.append(what).append(' ').append(value).append('\n');
    return this;
  }

  /** Returns the digest of everything added, in hexadecimal. */
  public String digest() {
    return WeightDigest.ofText(text.toString());
  }
}
