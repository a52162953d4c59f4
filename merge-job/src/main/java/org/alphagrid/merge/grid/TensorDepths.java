package org.alphagrid.merge.grid;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.architecture.LayerNames;
import org.alphagrid.merge.architecture.RoleNames;
import org.alphagrid.merge.architecture.TensorPlace;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.architecture.WeightRole;
import org.alphagrid.merge.checkpoint.TensorEntry;

/**
 * Computes where each tensor of a model stands: what is before the layers is at depth 0, after them
 * at 1.
 */
public final class TensorDepths {
  private final Map<String, TensorPlace> places = new LinkedHashMap<>();
  private final int layers;

  /**
   * @param tensors all of the model
   */
  public TensorDepths(Collection<TensorEntry> tensors) {
    layers =
        tensors.stream().mapToInt(t -> LayerNames.layerOf(t.name()).orElse(-1) + 1).max().orElse(0);
    for (TensorEntry tensor : tensors) {
      places.put(tensor.name(), new TensorPlace(tensor.name(), depth(tensor.name(), layers)));
    }
  }

  private static double depth(String tensor, int layers) {
    OptionalInt layer = LayerNames.layerOf(tensor);
    if (layer.isPresent()) {
      return layers == 1 ? 1 : layer.getAsInt() / (layers - 1.0);
    }
    Optional<WeightRole> role = RoleNames.of(tensor);
    return role.filter(WeightRole.EMBEDDING::equals).isPresent() ? 0 : 1;
  }

  /** Returns the place of one tensor. */
  public TensorPlace of(String tensor) {
    return places.get(tensor);
  }

  /** Returns all places, in the order of the tensors. */
  public Collection<TensorPlace> all() {
    return places.values();
  }

  /**
   * Looks up every value of a point, so that what is wrong stops before a tensor is read.
   *
   * @throws UserException when a value is missing or out of range for a tensor, or a filter matches
   *     none
   */
  public void check(MergePoint point) {
    for (TensorFilter filter : point.rule().filters()) {
      // A tied head is no tensor of its own, and a sweep may have a value for heads all the same.
      boolean head = filter.matches(new TensorPlace(WeightLayout.HEAD_NAME, 1));
      if (!head && places.values().stream().noneMatch(filter::matches)) {
        throw new UserException(
            "Invalid filter '%s' of point %s: it matches no tensor; tensors are named like '%s'"
                .formatted(filter.text(), point.id(), example()));
      }
    }
    if (layers == 0 && point.rule().byDepth()) {
      throw new UserException(
          "Invalid point %s: values by depth need layers, and no tensor is known to be of one by its name; tensors are named like '%s'"
              .formatted(point.id(), example()));
    }
    try {
      point.rule().requireLayers(layers);
      places.values().forEach(point.rule()::at);
    } catch (IllegalArgumentException e) {
      throw new UserException("Invalid point %s: %s".formatted(point.id(), e.getMessage()), e);
    }
  }

  private String example() {
    return places.keySet().stream()
        .filter(name -> LayerNames.layerOf(name).isPresent())
        .findFirst()
        .orElse(places.keySet().iterator().next());
  }
}
