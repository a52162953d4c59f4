package org.alphagrid.mergekit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.config.ConfigException;
import org.alphagrid.config.ConfigNode;
import org.alphagrid.grid.LayeredValue;
import org.alphagrid.method.Compatibility;
import org.alphagrid.method.MergeMethod;
import org.alphagrid.tensor.DType;

/**
 * A mergekit configuration, read and checked as far as it can be without the models.
 *
 * @param file its name, for messages
 * @param text as it was given
 * @param method the rule
 * @param slices one for {@code models}
 * @param base the base model's path
 * @param parameters at the top level, by name
 * @param dtype what mergekit computes in
 * @param outDtype what it stores
 * @param compatibility whose reading of methods is followed
 */
record MergekitConfig(
    String file,
    String text,
    MergeMethod method,
    List<MergekitSlice> slices,
    Optional<String> base,
    Map<String, LayeredValue> parameters,
    Optional<DType> dtype,
    Optional<DType> outDtype,
    Compatibility compatibility) {
  private static final Set<String> KNOWN =
      Set.of(
          "merge_method",
          "models",
          "slices",
          "base_model",
          "parameters",
          "dtype",
          "out_dtype",
          "compatibility",
          "tokenizer_source");
  private static final List<String> UNSUPPORTED = List.of("modules", "tokenizer", "chat_template");

  /**
   * @throws ConfigException naming file and key when something is missing, unknown or not supported
   */
  static MergekitConfig parse(String file, String text) {
    ConfigNode root = ConfigNode.parse(file, text);
    for (String key : UNSUPPORTED) {
      if (root.optional(key).isPresent()) {
        throw new ConfigException("Key '%s' is not supported (%s)".formatted(key, file));
      }
    }
    root.allow(KNOWN);
    root.optional("tokenizer_source")
        .filter(source -> !source.text().equals("base"))
        .ifPresent(
            source -> {
              throw source.invalid("base: the tokenizer of base_model, or of the first model");
            });
    MergekitConfig config =
        new MergekitConfig(
            file,
            text,
            method(root.required("merge_method")),
            slices(root),
            root.optional("base_model").map(MergekitSource::path),
            LayeredValues.readAll(root.optional("parameters")),
            root.optional("dtype").map(MergekitConfig::dtype),
            root.optional("out_dtype").map(MergekitConfig::dtype),
            root.optional("compatibility")
                .map(MergekitConfig::compatibility)
                .orElse(Compatibility.NONE));
    ParameterKeys.check(config);
    return config;
  }

  /** The same, compatible where it or {@code other} asks for it. */
  MergekitConfig with(Compatibility other) {
    return other == Compatibility.NONE
        ? this
        : new MergekitConfig(file, text, method, slices, base, parameters, dtype, outDtype, other);
  }

  private static Compatibility compatibility(ConfigNode node) {
    try {
      return Compatibility.of(node.text());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage() + " (" + node.place() + ")", e);
    }
  }

  private static MergeMethod method(ConfigNode node) {
    try {
      return MergeMethod.CATALOG.find(node.text());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage() + " (" + node.place() + ")", e);
    }
  }

  private static List<MergekitSlice> slices(ConfigNode root) {
    Optional<ConfigNode> models = root.optional("models");
    Optional<ConfigNode> slices = root.optional("slices");
    if (models.isPresent() == slices.isPresent()) {
      throw new ConfigException(
          "Invalid %s: it must have either 'models' or 'slices'".formatted(root.source()));
    }
    if (slices.isPresent()) {
      return slices.get().items().stream().map(MergekitSlice::read).toList();
    }
    List<MergekitSource> sources =
        models.get().items().stream().map(MergekitSource::ofModel).toList();
    return List.of(new MergekitSlice(sources, Optional.empty(), Map.of()));
  }

  private static DType dtype(ConfigNode node) {
    try {
      return DType.ofConfigName(node.text());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage() + " (" + node.place() + ")", e);
    }
  }
}
