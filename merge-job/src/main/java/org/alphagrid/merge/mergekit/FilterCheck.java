package org.alphagrid.merge.mergekit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.architecture.LayerNames;
import org.alphagrid.merge.architecture.TensorPlace;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.grid.LayeredValue;
import org.alphagrid.merge.grid.TensorFilter;

/**
 * Refuses values that are for no tensor: under a filter that matches none, or by depth where no
 * tensor has a layer. mergekit merges on without them.
 *
 * @param config whose values are checked
 */
record FilterCheck(MergekitConfig config) {
  /** Checks every value of the configuration. */
  void check(List<BoundSlice> slices) {
    Set<String> all = new TreeSet<>();
    for (BoundSlice slice : slices) {
      Set<String> ofSlice = new TreeSet<>();
      for (MergekitSource source : slice.sources()) {
        Set<String> own = slice.tensors().ownNames(source);
        check(source.parameters(), own);
        // Values of a model are looked up by the name in that model, others by the result's.
        ofSlice.addAll(own);
        ofSlice.addAll(slice.tensors().names(source));
      }
      check(slice.slice().parameters(), ofSlice);
      all.addAll(ofSlice);
    }
    check(config.moduleParameters(), all);
    check(config.parameters(), all);
  }

  private void check(Map<String, LayeredValue> values, Collection<String> names) {
    values.forEach((parameter, value) -> check(parameter, value, names));
  }

  private void check(String parameter, LayeredValue value, Collection<String> names) {
    Set<String> known = new TreeSet<>(names);
    // A tied head is no tensor of its own, and a configuration may have a value for it all the
    // same.
    known.add(WeightLayout.HEAD_NAME);
    for (TensorFilter filter : value.filters()) {
      if (known.stream().noneMatch(name -> filter.matches(new TensorPlace(name, 0)))) {
        throw new UserException(
            "Invalid filter '%s' of %s: it matches no tensor; tensors are named like '%s' (in %s)"
                .formatted(filter.text(), parameter, example(names), config.file()));
      }
    }
    boolean layers = names.stream().anyMatch(name -> LayerNames.layerOf(name).isPresent());
    if (value.byDepth() && !layers) {
      throw new UserException(
          "Invalid %s: a list of values goes by layer, and no tensor is known to be of a layer by its name; tensors are named like '%s' (in %s)"
              .formatted(parameter, example(names), config.file()));
    }
  }

  private static String example(Collection<String> names) {
    return Stream.concat(
            names.stream().filter(name -> LayerNames.layerOf(name).isPresent()), names.stream())
        .findFirst()
        .orElse("");
  }
}
