package org.alphagrid.merge.mergekit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.grid.LayeredValue;
import org.alphagrid.merge.method.Compatibility;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.tensor.DType;

/**
 * Holds a mergekit configuration, read and checked as far as it can be without the models.
 *
 * @param file its name, for messages
 * @param text as it was given
 * @param method the rule
 * @param slices one for {@code models}
 * @param base the base model's path
 * @param moduleParameters of the module, by name
 * @param parameters at the top level, by name
 * @param dtype what mergekit computes in
 * @param outDtype what it stores
 * @param tokenizer whose tokens the result knows; empty for the donor's, unchanged
 * @param chatTemplate empty for the donor's
 * @param compatibility whose reading of methods is followed
 */
record MergekitConfig(
    String file,
    String text,
    MergeMethod method,
    List<MergekitSlice> slices,
    Optional<String> base,
    Map<String, LayeredValue> moduleParameters,
    Map<String, LayeredValue> parameters,
    Optional<DType> dtype,
    Optional<DType> outDtype,
    Optional<TokenizerChoice> tokenizer,
    Optional<ChatTemplateChoice> chatTemplate,
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
          "tokenizer_source",
          "tokenizer",
          "chat_template",
          "modules");

  /**
   * Reads a configuration.
   *
   * @param names gives one name to each model, however it is spelled
   * @throws UserException naming file and key when something is missing, unknown or not supported
   */
  static MergekitConfig parse(String file, String text, UnaryOperator<String> names) {
    MergekitConfig config = read(file, text).named(names);
    ParameterKeys.check(config);
    return config;
  }

  /** Reads a configuration, its models as they are spelled. */
  static MergekitConfig read(String file, String text) {
    ConfigNode root = ConfigNode.parse(file, text);
    if (root.optional("experts").isPresent()) {
      throw new UserException(
          "Unsupported %s: experts of a mixture, as mergekit-moe reads them (supported: files with merge_method)"
              .formatted(file));
    }
    root.allow(KNOWN);
    Optional<ConfigNode> module = module(root);
    return new MergekitConfig(
        file,
        text,
        method(root.required("merge_method")),
        slices(root, module.orElse(root)),
        root.optional("base_model").map(MergekitSource::path),
        module.map(node -> LayeredValues.readAll(node.optional("parameters"))).orElse(Map.of()),
        LayeredValues.readAll(root.optional("parameters")),
        root.optional("dtype").map(MergekitConfig::dtype),
        root.optional("out_dtype").map(MergekitConfig::dtype),
        TokenizerChoice.read(root),
        root.optional("chat_template").map(ChatTemplateChoice::read),
        root.optional("compatibility")
            .map(MergekitConfig::compatibility)
            .orElse(Compatibility.NONE));
  }

  private MergekitConfig named(UnaryOperator<String> names) {
    return new MergekitConfig(
        file,
        text,
        method,
        slices.stream().map(slice -> slice.named(names)).toList(),
        base.map(names),
        moduleParameters,
        parameters,
        dtype,
        outDtype,
        tokenizer.map(choice -> choice.named(names)),
        chatTemplate,
        compatibility);
  }

  /** Returns the same, compatible where it or {@code other} asks for it. */
  MergekitConfig with(Compatibility other) {
    return other == Compatibility.NONE
        ? this
        : new MergekitConfig(
            file,
            text,
            method,
            slices,
            base,
            moduleParameters,
            parameters,
            dtype,
            outDtype,
            tokenizer,
            chatTemplate,
            other);
  }

  private static Compatibility compatibility(ConfigNode node) {
    try {
      return Compatibility.of(node.text());
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (" + node.place() + ")", e);
    }
  }

  private static MergeMethod method(ConfigNode node) {
    try {
      return MergeMethod.CATALOG.find(node.text());
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (" + node.place() + ")", e);
    }
  }

  /** Says in what its result differs from mergekit's, in one line. */
  Optional<String> unlikeMergekit() {
    List<String> differences = new ArrayList<>();
    if (compatibility == Compatibility.NONE) {
      method.unlikeMergekit().ifPresent(differences::add);
    }
    if (dtype.filter(given -> given != DType.F32).isPresent()) {
      differences.add("computes in float32 and rounds once");
    }
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of("unlike mergekit: " + String.join("; ", differences));
  }

  /** Returns every model the configuration names, once, in the order of the file. */
  Set<String> models() {
    Set<String> models = new LinkedHashSet<>();
    for (MergekitSlice slice : slices) {
      slice.sources().forEach(source -> models.add(source.model()));
      slice.base().ifPresent(models::add);
    }
    base.ifPresent(models::add);
    return models;
  }

  /** Returns the model whose config and tokenizer the result has: the base, or the first model. */
  String donor() {
    return base.orElse(slices.get(0).sources().get(0).model());
  }

  /** Returns the only module; a language model alone has no more. */
  private static Optional<ConfigNode> module(ConfigNode root) {
    Optional<ConfigNode> modules = root.optional("modules");
    if (modules.isEmpty()) {
      return Optional.empty();
    }
    if (root.optional("models").isPresent() || root.optional("slices").isPresent()) {
      throw new UserException(
          "Invalid %s: it must have one of 'models', 'slices' and 'modules'"
              .formatted(root.source()));
    }
    Map<String, ConfigNode> entries = modules.get().entries();
    if (entries.size() != 1) {
      throw new UserException(
          "Unsupported modules: %s (supported: one module, as language models have; %s)"
              .formatted(entries.keySet(), modules.get().place()));
    }
    ConfigNode module = entries.values().iterator().next();
    return Optional.of(module.allow(Set.of("models", "slices", "parameters")));
  }

  private static List<MergekitSlice> slices(ConfigNode root, ConfigNode module) {
    Optional<ConfigNode> models = module.optional("models");
    Optional<ConfigNode> slices = module.optional("slices");
    if (models.isPresent() == slices.isPresent()) {
      throw new UserException(
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
      throw new UserException(e.getMessage() + " (" + node.place() + ")", e);
    }
  }
}
