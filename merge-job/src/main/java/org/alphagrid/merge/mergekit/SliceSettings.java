package org.alphagrid.merge.mergekit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.architecture.LayerNames;
import org.alphagrid.merge.architecture.TensorPlace;
import org.alphagrid.merge.grid.LayeredValue;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParameterValues;

/**
 * Looks up a slice's parameters for each of its tensors.
 *
 * @param config what is above the slice
 * @param slice its own parameters
 * @param models the merged sources
 * @param firstLayer the slice's first layer in the merged model
 * @param layers how many it has
 */
record SliceSettings(
    MergekitConfig config,
    MergekitSlice slice,
    List<MergekitSource> models,
    int firstLayer,
    int layers)
    implements Function<String, MergeSettings> {
  /**
   * @param tensor its name in the merged model
   * @throws UserException naming the tensor when a value is missing or out of range
   */
  @Override
  public MergeSettings apply(String tensor) {
    return at(tensor, depth(tensor));
  }

  /**
   * Looks up settings at a given depth.
   *
   * @param depth 0 for the first layer of the slice, 1 for the last
   */
  MergeSettings at(String tensor, double depth) {
    MergeMethod method = config.method();
    TensorPlace place = new TensorPlace(tensor, depth);
    try {
      List<ParameterSpec> own =
          method.parameters().stream().filter(spec -> !spec.isPerModel()).toList();
      ParameterValues values =
          ParameterValues.of("method " + method.name(), own, given(own, levels(), place));
      List<ParameterValues> ofModels = new ArrayList<>();
      for (MergekitSource model : models) {
        ofModels.add(ofModel(model, place));
      }
      MergeSettings settings = new MergeSettings(values, ofModels, config.compatibility());
      method.check(settings);
      return settings;
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "%s (for tensor '%s', in %s)".formatted(e.getMessage(), tensor, config.file()), e);
    }
  }

  /** From the nearest to the farthest. */
  private List<Map<String, LayeredValue>> levels() {
    return List.of(slice.parameters(), config.moduleParameters(), config.parameters());
  }

  private ParameterValues ofModel(MergekitSource model, TensorPlace place) {
    List<ParameterSpec> specs =
        config.method().parameters().stream().filter(ParameterSpec::isPerModel).toList();
    int shift = model.layers().map(range -> range.start() - firstLayer).orElse(0);
    // Filters of a model's parameters see the name in that model.
    String input = LayerNames.shifted(place.name(), shift);
    List<Map<String, LayeredValue>> levels = new ArrayList<>(List.of(model.parameters()));
    levels.addAll(levels());
    return ParameterValues.of(
        "model " + model.model(),
        specs,
        given(specs, levels, new TensorPlace(input, place.depth())));
  }

  private Map<String, BigDecimal> given(
      List<ParameterSpec> specs, List<Map<String, LayeredValue>> levels, TensorPlace place) {
    Map<String, BigDecimal> given = new HashMap<>();
    for (ParameterSpec spec : specs) {
      levels.stream()
          .filter(level -> level.containsKey(spec.name()))
          .flatMap(level -> level.get(spec.name()).at(place).stream())
          .findFirst()
          .ifPresent(value -> given.put(spec.name(), value));
    }
    return given;
  }

  /** Returns the depth of a tensor: 1 in a slice of one layer, 0 outside the layers. */
  private double depth(String tensor) {
    OptionalInt layer = LayerNames.layerOf(tensor);
    if (layer.isEmpty()) {
      return 0;
    }
    return layers == 1 ? 1 : (layer.getAsInt() - firstLayer) / (layers - 1.0);
  }
}
