package org.alphagrid.merge.grid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.method.SweepForm;

/**
 * Makes points of one method from values, whether a sweep file lists them or a search proposes
 * them.
 *
 * @param method that merges
 * @param parents the roles the sweep has
 */
public record PointMaker(MergeMethod method, Collection<ParentRole> parents) {
  public PointMaker {
    parents = List.copyOf(parents);
  }

  /** Returns the key under which {@link #point} finds the value of a parameter for one model. */
  public static String ofModel(ParentRole model, String parameter) {
    return model.key() + " " + parameter;
  }

  /** Returns the value of a parameter that is not given, if the method has one. */
  public Optional<BigDecimal> absent(String parameter) {
    return SweepForm.parameters(method).stream()
        .filter(spec -> spec.name().equals(parameter))
        .findFirst()
        .flatMap(ParameterSpec::absent);
  }

  /**
   * Returns the point that merges the named models, or direct and think where none is named.
   *
   * @param base the base or first operand; empty for the method's usual one
   * @param models the merged parents; empty where alpha drives direct and think
   * @param values by parameter; those of one model by {@link #ofModel}
   * @throws IllegalArgumentException on an unknown or missing parameter, one out of range, a wrong
   *     number of models, or a base that the sweep lacks
   */
  public MergePoint point(
      Optional<ParentRole> base, List<ParentRole> models, Map<String, LayeredValue> values) {
    RuleReader reader = new RuleReader(method);
    MergePoint point =
        models.isEmpty() ? reader.ofAlpha(base, values) : ofModels(reader, base, models, values);
    Optional<ParentRole> used = point.rule().base();
    if (used.isPresent() && !parents.contains(used.get())) {
      throw new IllegalArgumentException(
          "Method %s needs a base; add parents.base".formatted(method.name()));
    }
    return point;
  }

  private MergePoint ofModels(
      RuleReader reader,
      Optional<ParentRole> base,
      List<ParentRole> models,
      Map<String, LayeredValue> values) {
    Map<String, LayeredValue> own = new HashMap<>(values);
    List<Map<String, LayeredValue>> ofModels = new ArrayList<>();
    for (ParentRole model : models) {
      Map<String, LayeredValue> ofModel = new HashMap<>();
      for (ParameterSpec spec : method.parameters()) {
        // A value beside the models is every model's that has none of its own.
        if (spec.isPerModel() && values.containsKey(spec.name())) {
          ofModel.put(spec.name(), values.get(spec.name()));
          own.remove(spec.name());
        }
      }
      String prefix = ofModel(model, "");
      values.forEach(
          (key, value) -> {
            if (key.startsWith(prefix)) {
              ofModel.put(key.substring(prefix.length()), value);
              own.remove(key);
            }
          });
      ofModels.add(ofModel);
    }
    return reader.ofModels(base, models, own, ofModels);
  }
}
