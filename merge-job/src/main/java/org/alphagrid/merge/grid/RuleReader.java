package org.alphagrid.merge.grid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.method.SweepForm;

/** Makes points of one method from values, checked and in canonical form. */
final class RuleReader {
  /** More combinations than this are checked tensor by tensor only, when the parents are open. */
  private static final int MOST_COMBINATIONS = 4096;

  private final MergeMethod method;

  RuleReader(MergeMethod method) {
    this.method = method;
  }

  /**
   * Direct and think, driven by alpha.
   *
   * @param base the base where it is not the sweep's
   * @throws IllegalArgumentException on an unknown or missing parameter or one out of range
   */
  MergePoint ofAlpha(Optional<ParentRole> base, Map<String, LayeredValue> given) {
    SortedMap<String, LayeredValue> values = new TreeMap<>(given);
    fillIn(values, SweepForm.parameters(method));
    ParentRole usual = base(values);
    if (base.isPresent() && (usual == null || method.base() == BaseUse.OPERAND)) {
      throw new IllegalArgumentException(
          "Invalid base of method %s: %s (must not be given without models%s)"
              .formatted(
                  method.name(),
                  base.get().key(),
                  method.base() == BaseUse.OPTIONAL ? ", or add from_base: true" : ""));
    }
    return checked(
        new SweepRule(
            method.name(), base.orElse(usual), SweepForm.models(method), values, List.of()));
  }

  /**
   * Returns the models that are named one by one.
   *
   * @param given values of the method by name
   * @param ofModels values of each model by name
   * @throws IllegalArgumentException on an unknown or missing parameter, one out of range, or a
   *     wrong number of models
   */
  MergePoint ofModels(
      Optional<ParentRole> base,
      List<ParentRole> models,
      Map<String, LayeredValue> given,
      List<Map<String, LayeredValue>> ofModels) {
    if (models.size() < method.leastModels() || models.size() > method.mostModels()) {
      throw new IllegalArgumentException(
          "Method %s merges %s models besides the base; %d given"
              .formatted(
                  method.name(),
                  method.leastModels() == method.mostModels()
                      ? "exactly " + method.leastModels()
                      : method.mostModels() == Integer.MAX_VALUE
                          ? "at least " + method.leastModels()
                          : "at most " + method.mostModels(),
                  models.size()));
    }
    ParentRole bound = namedBase(base);
    if (bound != null && models.contains(bound)) {
      throw new IllegalArgumentException(
          "Invalid models of method %s: '%s' is its %s already"
              .formatted(
                  method.name(),
                  bound.key(),
                  method.base() == BaseUse.OPERAND ? "first operand" : "base"));
    }
    SortedMap<String, LayeredValue> values = new TreeMap<>(given);
    fillIn(values, method.parameters().stream().filter(spec -> !spec.isPerModel()).toList());
    List<SortedMap<String, LayeredValue>> each = new ArrayList<>();
    for (Map<String, LayeredValue> one : ofModels) {
      SortedMap<String, LayeredValue> filled = new TreeMap<>(one);
      fillIn(filled, method.parameters().stream().filter(ParameterSpec::isPerModel).toList());
      each.add(filled);
    }
    Optional<MergePoint> simple = simplified(bound, models, values, each);
    if (simple.isPresent()) {
      return simple.get();
    }
    return checked(new SweepRule(method.name(), bound, models, values, each));
  }

  private ParentRole namedBase(Optional<ParentRole> given) {
    return switch (method.base()) {
      case NONE -> {
        given.ifPresent(
            role -> {
              throw new IllegalArgumentException(
                  "Invalid base of method %s: %s (it has none)"
                      .formatted(method.name(), role.key()));
            });
        yield null;
      }
      case OPTIONAL -> given.orElse(null);
      case REQUIRED -> given.orElse(ParentRole.BASE);
      case OPERAND -> given.orElse(ParentRole.DIRECT);
    };
  }

  /** Returns the same point in terms of alpha, where direct and think are merged as alpha would. */
  private Optional<MergePoint> simplified(
      ParentRole base,
      List<ParentRole> models,
      SortedMap<String, LayeredValue> values,
      List<SortedMap<String, LayeredValue>> ofModels) {
    boolean usual =
        models.equals(SweepForm.models(method))
            && (method.base() != BaseUse.OPERAND || ParentRole.DIRECT.equals(base))
            && (method.base() != BaseUse.OPTIONAL || base == null || base.equals(ParentRole.BASE));
    if (!usual) {
      return Optional.empty();
    }
    Map<String, LayeredValue> sweep = new HashMap<>(values);
    if (method.base() == BaseUse.OPTIONAL) {
      sweep.put(
          SweepForm.FROM_BASE.name(),
          LayeredValue.of(base == null ? BigDecimal.ZERO : BigDecimal.ONE));
    }
    for (ParameterSpec spec : method.parameters()) {
      if (spec.scope() == ParameterSpec.Scope.WEIGHT) {
        Optional<LayeredValue> alpha = alpha(ofModels, spec.name());
        if (alpha.isEmpty()) {
          return Optional.empty();
        }
        sweep.put(ParameterSpec.ALPHA.name(), alpha.get());
      } else if (spec.isPerModel()) {
        LayeredValue first = ofModels.get(0).get(spec.name());
        if (first == null || !ofModels.stream().allMatch(m -> first.equals(m.get(spec.name())))) {
          return Optional.empty();
        }
        sweep.put(spec.name(), first);
      }
    }
    Optional<ParentRole> other =
        method.base() == BaseUse.REQUIRED && !base.equals(ParentRole.BASE)
            ? Optional.of(base)
            : Optional.empty();
    return Optional.of(ofAlpha(other, sweep));
  }

  private static Optional<LayeredValue> alpha(
      List<SortedMap<String, LayeredValue>> ofModels, String weight) {
    if (ofModels.size() != 2) {
      return Optional.empty();
    }
    Optional<BigDecimal> direct = constant(ofModels.get(0).get(weight));
    Optional<BigDecimal> think = constant(ofModels.get(1).get(weight));
    boolean blend =
        direct.isPresent()
            && think.isPresent()
            && direct.get().signum() >= 0
            && think.get().signum() >= 0
            && direct.get().add(think.get()).compareTo(BigDecimal.ONE) == 0;
    return blend ? think.map(LayeredValue::of) : Optional.empty();
  }

  private static Optional<BigDecimal> constant(LayeredValue value) {
    return value == null ? Optional.empty() : value.constant();
  }

  private ParentRole base(Map<String, LayeredValue> values) {
    return switch (method.base()) {
      case NONE -> null;
      case OPTIONAL ->
          constant(values.get(SweepForm.FROM_BASE.name()))
                      .orElseThrow(
                          () ->
                              new IllegalArgumentException(
                                  "Invalid %s of method %s: it must be the same for all tensors"
                                      .formatted(SweepForm.FROM_BASE.name(), method.name())))
                      .signum()
                  == 0
              ? null
              : ParentRole.BASE;
      case REQUIRED -> ParentRole.BASE;
      case OPERAND -> ParentRole.DIRECT;
    };
  }

  private static void fillIn(Map<String, LayeredValue> values, List<ParameterSpec> declared) {
    for (ParameterSpec spec : declared) {
      spec.absent().ifPresent(value -> values.putIfAbsent(spec.name(), LayeredValue.of(value)));
    }
  }

  /** Tries every combination of the values that occur; what all of them give back, the point is. */
  private MergePoint checked(SweepRule rule) {
    List<Numbers> combinations = combinations(rule);
    ParentRole parent = null;
    for (int c = 0; c < combinations.size(); c++) {
      Numbers numbers = combinations.get(c);
      method.check(rule.settings(numbers.own(), numbers.ofModels()));
      ParentRole given = rule.reproduces(numbers.own(), numbers.ofModels()).orElse(null);
      parent = c == 0 || given != null && given.equals(parent) ? given : null;
    }
    boolean all = combinations.size() < MOST_COMBINATIONS;
    MergePoint point = new MergePoint(rule);
    return all && parent != null ? point.reproducing(parent) : point;
  }

  /** One number for each parameter. */
  private record Numbers(Map<String, BigDecimal> own, List<Map<String, BigDecimal>> ofModels) {
    Numbers with(int model, String name, BigDecimal value) {
      Map<String, BigDecimal> nextOwn = new HashMap<>(own);
      List<Map<String, BigDecimal>> nextModels = new ArrayList<>();
      ofModels.forEach(values -> nextModels.add(new HashMap<>(values)));
      (model < 0 ? nextOwn : nextModels.get(model)).put(name, value);
      return new Numbers(nextOwn, nextModels);
    }
  }

  private static List<Numbers> combinations(SweepRule rule) {
    List<Map<String, BigDecimal>> none = new ArrayList<>();
    rule.ofModels().forEach(model -> none.add(Map.of()));
    List<Numbers> rows = List.of(new Numbers(Map.of(), none));
    for (int model = -1; model < rule.ofModels().size(); model++) {
      Map<String, LayeredValue> values = model < 0 ? rule.values() : rule.ofModels().get(model);
      for (Map.Entry<String, LayeredValue> entry : values.entrySet()) {
        List<Numbers> longer = new ArrayList<>();
        for (Numbers row : rows) {
          for (BigDecimal sample : entry.getValue().samples()) {
            if (longer.size() < MOST_COMBINATIONS) {
              longer.add(row.with(model, entry.getKey(), sample));
            }
          }
        }
        rows = longer;
      }
    }
    return rows;
  }
}
