package org.alphagrid.merge.grid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphagrid.merge.architecture.TensorPlace;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.Compatibility;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.method.SweepForm;

/**
 * Holds a point as the notation of sweeps writes it.
 *
 * @param name the method's
 * @param baseRole the base or first operand; null for none, since rules travel to executors and an
 *     Optional cannot
 * @param models the merged parents
 * @param values of the method by name; alpha among them where it has a blend or drives weights
 * @param ofModels values of each model by name; empty where direct and think are driven by alpha
 */
record SweepRule(
    String name,
    ParentRole baseRole,
    List<ParentRole> models,
    SortedMap<String, LayeredValue> values,
    List<SortedMap<String, LayeredValue>> ofModels)
    implements PointRule {
  private static final String ALPHA = ParameterSpec.ALPHA.name();
  private static final int LONGEST_ID = 160;

  SweepRule {
    models = List.copyOf(models);
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    ofModels =
        ofModels.stream().map(v -> Collections.unmodifiableSortedMap(new TreeMap<>(v))).toList();
  }

  @Override
  public String kind() {
    return name;
  }

  @Override
  public MergeMethod method() {
    return MergeMethod.CATALOG.find(name);
  }

  @Override
  public Optional<ParentRole> base() {
    return Optional.ofNullable(baseRole);
  }

  /** Returns whether the models are named one by one instead of being driven by alpha. */
  private boolean named() {
    return !ofModels.isEmpty();
  }

  @Override
  public MergeSettings at(TensorPlace place) {
    try {
      MergeSettings settings = settings(at(values, place), at(ofModels, place));
      method().check(settings);
      return settings;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s (for tensor '%s')".formatted(e.getMessage(), place.name()), e);
    }
  }

  private static Map<String, BigDecimal> at(Map<String, LayeredValue> given, TensorPlace place) {
    Map<String, BigDecimal> values = new HashMap<>();
    given.forEach((key, value) -> value.at(place).ifPresent(v -> values.put(key, v)));
    return values;
  }

  private static List<Map<String, BigDecimal>> at(
      List<SortedMap<String, LayeredValue>> given, TensorPlace place) {
    return given.stream().map(values -> at(values, place)).toList();
  }

  /** Returns settings of given numbers, defaults filled in. */
  MergeSettings settings(Map<String, BigDecimal> own, List<Map<String, BigDecimal>> models) {
    MergeMethod method = method();
    if (!named()) {
      return SweepForm.settings(method, ParameterValues.of(method, own));
    }
    List<ParameterSpec> ofMethod =
        method.parameters().stream().filter(spec -> !spec.isPerModel()).toList();
    List<ParameterSpec> perModel =
        method.parameters().stream().filter(ParameterSpec::isPerModel).toList();
    Map<String, BigDecimal> renamed = new HashMap<>(own);
    for (ParameterSpec spec : ofMethod) {
      if (spec.scope() == ParameterSpec.Scope.BLEND && own.containsKey(ALPHA)) {
        renamed.put(spec.name(), renamed.remove(ALPHA));
      }
    }
    List<ParameterValues> each = new ArrayList<>();
    for (int m = 0; m < models.size(); m++) {
      each.add(ParameterValues.of("model " + this.models.get(m).key(), perModel, models.get(m)));
    }
    return new MergeSettings(
        ParameterValues.of("method " + name, ofMethod, renamed), each, Compatibility.NONE);
  }

  /** Returns the parent these numbers give back bit for bit, if any. */
  Optional<ParentRole> reproduces(
      Map<String, BigDecimal> own, List<Map<String, BigDecimal>> ofModels) {
    MergeMethod method = method();
    if (!named()) {
      return method
          .reproduces(ParameterValues.of(method, own))
          .map(role -> role.equals(ParentRole.BASE) ? baseRole : role);
    }
    // The method is asked as for direct and think, where the driven model plays think.
    Map<String, BigDecimal> asked = new HashMap<>(own);
    int driven = 0;
    if (weighted()) {
      List<Integer> taken = new ArrayList<>();
      for (int m = 0; m < ofModels.size(); m++) {
        if (ofModels.get(m).get(ParameterSpec.WEIGHT.name()).signum() != 0) {
          taken.add(m);
        }
      }
      driven = taken.isEmpty() ? 0 : taken.get(0);
      boolean alone =
          taken.size() == 1
              && ofModels.get(driven).get(ParameterSpec.WEIGHT.name()).compareTo(BigDecimal.ONE)
                  == 0;
      asked.put(ALPHA, alone ? BigDecimal.ONE : new BigDecimal("0.5"));
    }
    asked.putAll(ofModels.get(driven));
    asked.remove(ParameterSpec.WEIGHT.name());
    if (method.base() == BaseUse.OPTIONAL) {
      asked.put(SweepForm.FROM_BASE.name(), baseRole == null ? BigDecimal.ZERO : BigDecimal.ONE);
    }
    int model = driven;
    return method
        .reproduces(ParameterValues.of(method, asked))
        .flatMap(role -> played(role, models.get(model)));
  }

  private Optional<ParentRole> played(ParentRole role, ParentRole model) {
    if (role.equals(ParentRole.THINK)) {
      return Optional.of(model);
    }
    boolean operand = method().base() == BaseUse.OPERAND;
    return role.equals(ParentRole.BASE) || operand ? base() : Optional.empty();
  }

  private boolean weighted() {
    return method().parameters().stream()
        .anyMatch(spec -> spec.scope() == ParameterSpec.Scope.WEIGHT);
  }

  @Override
  public List<TensorFilter> filters() {
    return allValues().flatMap(value -> value.filters().stream()).distinct().toList();
  }

  @Override
  public boolean byDepth() {
    return allValues().anyMatch(LayeredValue::byDepth);
  }

  private Stream<LayeredValue> allValues() {
    return Stream.concat(
        values.values().stream(), ofModels.stream().flatMap(v -> v.values().stream()));
  }

  @Override
  public String details() {
    StringBuilder text = new StringBuilder();
    filters().forEach(filter -> text.append(filter.text()).append('\n'));
    return text.toString();
  }

  @Override
  public String id() {
    StringJoiner parts = new StringJoiner(",");
    parts.setEmptyValue("default");
    alphaValue().ifPresent(alpha -> parts.add(ALPHA + "=" + alpha.text()));
    besidesAlpha(true).forEach((key, value) -> parts.add(key + "=" + value));
    String text = parts.toString();
    if (text.length() > LONGEST_ID) {
      text = text.substring(0, LONGEST_ID - 20) + "-" + PointDigest.of(text);
    }
    return name + "/" + text;
  }

  @Override
  public Map<String, String> distinctive() {
    Map<String, String> distinctive = new LinkedHashMap<>();
    alphaValue()
        .map(AlphaText::of)
        .ifPresent(
            alpha -> {
              alpha.alpha().ifPresent(text -> distinctive.put(ALPHA, text));
              alpha.where().ifPresent(text -> distinctive.put(ALPHA + " at", text));
            });
    distinctive.putAll(besidesAlpha(true));
    return distinctive;
  }

  @Override
  public Map<String, String> parameters() {
    Map<String, String> all = new LinkedHashMap<>();
    alphaValue().ifPresent(alpha -> all.put(ALPHA, alpha.text()));
    all.putAll(besidesAlpha(false));
    return all;
  }

  @Override
  public Optional<String> alpha() {
    boolean weightOnThink =
        models.get(models.size() - 1).equals(ParentRole.THINK)
            && (!named() || baseRole != null && baseRole.equals(ParentRole.DIRECT));
    return weightOnThink
        ? alphaValue().flatMap(value -> AlphaText.of(value).alpha())
        : Optional.empty();
  }

  /** Returns the strength, where the method has one; others may have a parameter of that name. */
  private Optional<LayeredValue> alphaValue() {
    boolean strength =
        method().parameters().stream()
            .anyMatch(
                spec ->
                    spec.scope() == ParameterSpec.Scope.BLEND
                        || spec.scope() == ParameterSpec.Scope.WEIGHT && !named());
    return strength ? Optional.ofNullable(values.get(ALPHA)) : Optional.empty();
  }

  private Map<String, String> besidesAlpha(boolean withoutDefaults) {
    MergeMethod method = method();
    Map<String, String> texts = new LinkedHashMap<>();
    if (!base().equals(usualBase(method))) {
      texts.put("base", baseRole.key());
    }
    if (named() && !weighted() && !models.equals(SweepForm.models(method))) {
      texts.put("models", String.join("+", models.stream().map(ParentRole::key).toList()));
    }
    List<ParameterSpec> declared = named() ? method.parameters() : SweepForm.parameters(method);
    for (ParameterSpec spec : declared) {
      boolean strength =
          spec.equals(ParameterSpec.ALPHA) || spec.scope() == ParameterSpec.Scope.BLEND;
      if (named() && spec.isPerModel()) {
        for (int m = 0; m < models.size(); m++) {
          put(texts, models.get(m).key() + ".", spec, ofModels.get(m), withoutDefaults);
        }
      } else if (!strength) {
        put(texts, "", spec, values, withoutDefaults);
      }
    }
    return texts;
  }

  private static void put(
      Map<String, String> texts,
      String prefix,
      ParameterSpec spec,
      Map<String, LayeredValue> given,
      boolean withoutDefaults) {
    LayeredValue value = given.get(spec.name());
    if (value == null) {
      return;
    }
    boolean isDefault =
        spec.absent().isPresent() && value.equals(LayeredValue.of(spec.absent().get()));
    if (!withoutDefaults || !isDefault) {
      texts.put(prefix + spec.name(), value.text());
    }
  }

  /** Returns the base a reader expects where nothing is said of it. */
  private Optional<ParentRole> usualBase(MergeMethod method) {
    return switch (method.base()) {
      case NONE -> Optional.empty();
      case OPTIONAL -> named() ? Optional.empty() : base();
      case REQUIRED -> Optional.of(ParentRole.BASE);
      case OPERAND -> Optional.of(ParentRole.DIRECT);
    };
  }
}
