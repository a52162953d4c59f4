package org.alphagrid.merge.mergekit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.grid.LayeredValue;

/**
 * Describes consecutive layers of the merged model.
 *
 * @param sources what they are merged from
 * @param base the model that is the base here, if not the configuration's
 * @param parameters by name
 */
record MergekitSlice(
    List<MergekitSource> sources, Optional<String> base, Map<String, LayeredValue> parameters) {
  MergekitSlice {
    sources = List.copyOf(sources);
  }

  /** Returns the same with other names of models. */
  MergekitSlice named(UnaryOperator<String> names) {
    return new MergekitSlice(
        sources.stream().map(source -> source.named(names)).toList(), base.map(names), parameters);
  }

  static MergekitSlice read(ConfigNode node) {
    node.allow(Set.of("sources", "base_model", "parameters"));
    List<MergekitSource> sources =
        node.required("sources").items().stream().map(MergekitSource::ofSlice).toList();
    long lengths = sources.stream().map(s -> s.layers().orElseThrow().count()).distinct().count();
    if (lengths != 1) {
      throw new UserException(
          "Invalid slice: its sources have different numbers of layers (%s)"
              .formatted(node.place()));
    }
    return new MergekitSlice(
        sources,
        node.optional("base_model").map(MergekitSource::path),
        LayeredValues.readAll(node.optional("parameters")));
  }
}
