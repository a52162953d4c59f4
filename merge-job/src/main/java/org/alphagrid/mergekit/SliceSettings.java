package org.alphagrid.mergekit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.alphagrid.config.ConfigException;
import org.alphagrid.grid.LayeredValue;
import org.alphagrid.grid.TensorPlace;
import org.alphagrid.merge.LayerNames;
import org.alphagrid.method.MergeMethod;
import org.alphagrid.method.MergeSettings;
import org.alphagrid.method.ParameterSpec;
import org.alphagrid.method.ParameterValues;

/**
 * A slice's parameters for each of its tensors.
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
   * @throws ConfigException naming the tensor when a value is missing or out of range
   */
  @Override
  public MergeSettings apply(String tensor) {
    MergeMethod method = config.method();
    try {
      List<ParameterSpec> own =
          method.parameters().stream().filter(spec -> !spec.isPerModel()).toList();
      ParameterValues values =
          ParameterValues.of(
              "method " + method.name(),
              own,
              given(own, tensor, List.of(slice.parameters(), config.parameters()), tensor));
      List<ParameterValues> ofModels = new ArrayList<>();
      for (MergekitSource model : models) {
        ofModels.add(ofModel(model, tensor));
      }
      MergeSettings settings = new MergeSettings(values, ofModels, config.compatibility());
      method.check(settings);
      return settings;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "%s (for tensor '%s', in %s)".formatted(e.getMessage(), tensor, config.file()), e);
    }
  }

  private ParameterValues ofModel(MergekitSource model, String tensor) {
    List<ParameterSpec> specs =
        config.method().parameters().stream().filter(ParameterSpec::isPerModel).toList();
    int shift = model.layers().map(range -> range.start() - firstLayer).orElse(0);
    // Filters of a model's parameters see the name in that model.
    String input = LayerNames.shifted(tensor, shift);
    List<Map<String, LayeredValue>> levels =
        List.of(model.parameters(), slice.parameters(), config.parameters());
    return ParameterValues.of("model " + model.model(), specs, given(specs, tensor, levels, input));
  }

  private Map<String, BigDecimal> given(
      List<ParameterSpec> specs,
      String tensor,
      List<Map<String, LayeredValue>> levels,
      String filtered) {
    Map<String, BigDecimal> given = new HashMap<>();
    TensorPlace place = new TensorPlace(filtered, depth(tensor));
    for (ParameterSpec spec : specs) {
      levels.stream()
          .filter(level -> level.containsKey(spec.name()))
          .flatMap(level -> level.get(spec.name()).at(place).stream())
          .findFirst()
          .ifPresent(value -> given.put(spec.name(), value));
    }
    return given;
  }

  /** A slice of one layer is at its end; what is outside the layers is at the beginning. */
  private double depth(String tensor) {
    OptionalInt layer = LayerNames.layerOf(tensor);
    if (layer.isEmpty()) {
      return 0;
    }
    return layers == 1 ? 1 : (layer.getAsInt() - firstLayer) / (layers - 1.0);
  }
}
