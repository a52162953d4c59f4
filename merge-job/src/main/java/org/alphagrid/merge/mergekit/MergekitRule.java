package org.alphagrid.merge.mergekit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.architecture.LayerNames;
import org.alphagrid.merge.architecture.TensorPlace;
import org.alphagrid.merge.grid.LayeredValue;
import org.alphagrid.merge.grid.PointRule;
import org.alphagrid.merge.grid.TensorFilter;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParentRole;

/** Holds a mergekit configuration as a point of a sweep; its models are the sweep's parents. */
public final class MergekitRule implements PointRule {
  private static final long serialVersionUID = 1;

  /** Names these points. */
  public static final String KIND = "mergekit";

  private final String name;
  private final String file;
  private final String text;
  private final TreeMap<String, ParentRole> roles;
  private transient Bound bound;

  /** What is read from the text, once in each JVM. */
  private record Bound(MergekitConfig config, SliceOperands operands, SliceSettings settings) {}

  /** Finds the sweep's parent that a configuration means by a model's path. */
  @FunctionalInterface
  public interface Parents {
    /** Returns the parent, unless the sweep has none of that path or name. */
    Optional<ParentRole> find(String model);
  }

  private MergekitRule(String name, String file, String text, SortedMap<String, ParentRole> roles) {
    this.name = name;
    this.file = file;
    this.text = text;
    this.roles = new TreeMap<>(roles);
  }

  /**
   * Reads a configuration.
   *
   * @param name the point's, a part of a path
   * @param file for messages
   * @throws UserException when something is missing, unknown, not supported, or cannot be a point
   *     beside others
   */
  public static MergekitRule read(String name, String file, String text, Parents parents) {
    MergekitConfig config = MergekitConfig.read(file, text);
    boolean fromTheFirst =
        config.slices().get(0).sources().stream()
            .allMatch(source -> source.layers().map(range -> range.start() == 0).orElse(true));
    if (config.slices().size() != 1 || !fromTheFirst) {
      throw new UserException(
          "Cannot use %s as a point: points of a sweep have the layers of their parents; merge --mergekit stacks 'slices'"
              .formatted(file));
    }
    if (config.tokenizer().filter(t -> !t.source().equals(TokenizerChoice.BASE)).isPresent()
        || config.chatTemplate().isPresent()) {
      throw new UserException(
          "Cannot use %s as a point: all points of a sweep share its donor's tokenizer and chat template"
              .formatted(file));
    }
    SortedMap<String, ParentRole> roles = new TreeMap<>();
    for (String model : config.models()) {
      roles.put(
          model,
          parents
              .find(model)
              .orElseThrow(
                  () ->
                      new UserException(
                          "Model %s is no parent of the sweep; add it under parents (in %s)"
                              .formatted(model, file))));
    }
    MergekitRule rule = new MergekitRule(name, file, text, roles);
    rule.bound();
    return rule;
  }

  /** Two spellings of one parent are one model. */
  private String firstSpelling(String model) {
    return roles.entrySet().stream()
        .filter(entry -> entry.getValue().equals(roles.get(model)))
        .findFirst()
        .map(Map.Entry::getKey)
        .orElse(model);
  }

  private synchronized Bound bound() {
    if (bound == null) {
      MergekitConfig config = MergekitConfig.parse(file, text, this::firstSpelling);
      MergekitSlice slice = config.slices().get(0);
      SliceOperands operands = SliceOperands.of(config, slice);
      bound =
          new Bound(config, operands, new SliceSettings(config, slice, operands.models(), 0, 0));
    }
    return bound;
  }

  @Override
  public String id() {
    return KIND + "/" + name;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public MergeMethod method() {
    return bound().config().method();
  }

  @Override
  public Optional<ParentRole> base() {
    return bound().operands().base().map(source -> roles.get(source.model()));
  }

  @Override
  public List<ParentRole> models() {
    List<ParentRole> models = new ArrayList<>();
    bound().operands().models().forEach(source -> models.add(roles.get(source.model())));
    return Collections.unmodifiableList(models);
  }

  @Override
  public MergeSettings at(TensorPlace place) {
    // mergekit gives what is outside the layers the first knot, the head too.
    double depth = LayerNames.layerOf(place.name()).isPresent() ? place.depth() : 0;
    return bound().settings().at(place.name(), depth);
  }

  @Override
  public void requireLayers(int layers) {
    bound().config().slices().get(0).sources().stream()
        .flatMap(source -> source.layers().stream())
        .filter(range -> range.count() != layers)
        .findFirst()
        .ifPresent(
            range -> {
              throw new IllegalArgumentException(
                  "Invalid layer_range: [%d, %d] (must be [0, %d]: points of a sweep have the layers of their parents; in %s)"
                      .formatted(range.start(), range.end(), layers, file));
            });
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
    MergekitConfig config = bound().config();
    MergekitSlice slice = config.slices().get(0);
    return Stream.concat(
            Stream.of(config.parameters(), config.moduleParameters(), slice.parameters()),
            slice.sources().stream().map(MergekitSource::parameters))
        .flatMap(values -> values.values().stream());
  }

  @Override
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("configuration", name);
    parameters.put("merge_method", method().name());
    return parameters;
  }

  @Override
  public Map<String, String> distinctive() {
    return parameters();
  }

  @Override
  public Optional<String> alpha() {
    return Optional.empty();
  }

  @Override
  public Optional<String> unlikeMergekit() {
    return bound().config().unlikeMergekit();
  }

  @Override
  public String details() {
    return text + "\n" + roles;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MergekitRule rule
        && rule.name.equals(name)
        && rule.text.equals(text)
        && rule.roles.equals(roles);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, text, roles);
  }
}
