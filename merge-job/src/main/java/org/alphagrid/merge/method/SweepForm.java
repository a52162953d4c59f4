package org.alphagrid.merge.method;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Translates between a sweep over direct and think and a method for any number of models: alpha
 * drives weights and blends, every other parameter has one value for both models.
 */
public final class SweepForm {
  /** Declares the switch of a method with an optional base: merge differences from the base. */
  public static final ParameterSpec FROM_BASE =
      ParameterSpec.flag("from_base", "0", "Merge the differences from the base instead.");

  private SweepForm() {}

  /** Returns the parameters of a method in a sweep, alpha first where it has one. */
  public static List<ParameterSpec> parameters(MergeMethod method) {
    List<ParameterSpec> parameters = new ArrayList<>();
    for (ParameterSpec spec : method.parameters()) {
      switch (spec.scope()) {
        case WEIGHT, BLEND -> parameters.add(0, ParameterSpec.ALPHA);
        case METHOD, MODEL -> parameters.add(spec);
      }
    }
    if (method.base() == BaseUse.OPTIONAL) {
      parameters.add(FROM_BASE);
    }
    return Collections.unmodifiableList(parameters);
  }

  /** Returns the parent that is the method's base or first operand. */
  public static Optional<ParentRole> base(MergeMethod method, ParameterValues values) {
    return switch (method.base()) {
      case NONE -> Optional.empty();
      case OPTIONAL ->
          values.flag(FROM_BASE.name()) ? Optional.of(ParentRole.BASE) : Optional.empty();
      case REQUIRED -> Optional.of(ParentRole.BASE);
      case OPERAND -> Optional.of(ParentRole.DIRECT);
    };
  }

  /** Returns the parents that are the method's models, in order. */
  public static List<ParentRole> models(MergeMethod method) {
    return method.base() == BaseUse.OPERAND || method.mostModels() == 1
        ? List.of(ParentRole.THINK)
        : List.of(ParentRole.DIRECT, ParentRole.THINK);
  }

  /** Returns the method's settings at a point of a sweep. */
  public static MergeSettings settings(MergeMethod method, ParameterValues values) {
    List<ParameterValues> models =
        models(method).stream().map(role -> model(method, values, role)).toList();
    Map<String, BigDecimal> own = new HashMap<>();
    for (ParameterSpec spec : method.parameters()) {
      if (!spec.isPerModel()) {
        boolean blend = spec.scope() == ParameterSpec.Scope.BLEND;
        own.put(spec.name(), values.exact(blend ? ParameterSpec.ALPHA.name() : spec.name()));
      }
    }
    return new MergeSettings(new ParameterValues(new TreeMap<>(own)), models, Compatibility.NONE);
  }

  private static ParameterValues model(
      MergeMethod method, ParameterValues values, ParentRole role) {
    Map<String, BigDecimal> own = new HashMap<>();
    for (ParameterSpec spec : method.parameters()) {
      if (spec.scope() == ParameterSpec.Scope.WEIGHT) {
        BigDecimal alpha = values.exact(ParameterSpec.ALPHA.name());
        // In decimals, so that 1 - 0.9 is 0.1.
        own.put(
            spec.name(), role.equals(ParentRole.THINK) ? alpha : BigDecimal.ONE.subtract(alpha));
      } else if (spec.isPerModel()) {
        own.put(spec.name(), values.exact(spec.name()));
      }
    }
    return new ParameterValues(new TreeMap<>(own));
  }

  /** Returns direct at alpha 0, think at alpha 1 and nothing in between. */
  public static Optional<ParentRole> endPoint(ParameterValues values) {
    if (values.is(ParameterSpec.ALPHA.name(), 0)) {
      return Optional.of(ParentRole.DIRECT);
    }
    return values.is(ParameterSpec.ALPHA.name(), 1)
        ? Optional.of(ParentRole.THINK)
        : Optional.empty();
  }
}
