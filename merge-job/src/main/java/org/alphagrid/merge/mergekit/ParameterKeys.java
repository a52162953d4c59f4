package org.alphagrid.merge.mergekit;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.core.plugin.Suggestion;
import org.alphagrid.merge.method.ParameterSpec;

/** Refuses parameter names that no method reads there, which mergekit would silently ignore. */
final class ParameterKeys {
  /** Understood and without effect: it only saves mergekit memory. */
  private static final String INT8_MASK = "int8_mask";

  private ParameterKeys() {}

  static void check(MergekitConfig config) {
    Set<String> all = new TreeSet<>(Set.of(INT8_MASK));
    Set<String> ofModels = new TreeSet<>();
    for (ParameterSpec spec : config.method().parameters()) {
      all.add(spec.name());
      if (spec.isPerModel()) {
        ofModels.add(spec.name());
      }
    }
    check(config, "parameters", config.parameters().keySet(), all);
    check(config, "modules.parameters", config.moduleParameters().keySet(), all);
    for (int s = 0; s < config.slices().size(); s++) {
      MergekitSlice slice = config.slices().get(s);
      check(config, "slices[" + s + "].parameters", slice.parameters().keySet(), all);
      for (MergekitSource source : slice.sources()) {
        boolean isBase = config.base().filter(source.model()::equals).isPresent();
        String place = "parameters of model " + source.model();
        for (String key : source.parameters().keySet()) {
          if (all.contains(key) && !ofModels.contains(key) && !isBase) {
            throw new UserException(
                "Invalid %s: '%s' belongs to the whole merge; write it under the top-level parameters (%s)"
                    .formatted(place, key, config.file()));
          }
        }
        check(config, place, source.parameters().keySet(), all);
      }
    }
  }

  private static void check(
      MergekitConfig config, String place, Collection<String> keys, Set<String> known) {
    for (String key : keys) {
      if (!known.contains(key)) {
        throw new UserException(
            Suggestion.unknown("parameter of method " + config.method().name(), key, known)
                + " (at '%s' in %s)".formatted(place, config.file()));
      }
    }
  }
}
