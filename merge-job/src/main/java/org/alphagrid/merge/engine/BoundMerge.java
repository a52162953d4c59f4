package org.alphagrid.merge.engine;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.TensorScope;

/**
 * Binds a method to the parents it merges and to its parameters for every tensor; travels.
 *
 * @param method name of the method
 * @param operands which parents it reads
 * @param settings its parameters, by tensor name
 */
public record BoundMerge(String method, Operands operands, Map<String, MergeSettings> settings)
    implements Serializable {
  /**
   * Names places in a list of parents.
   *
   * @param base the base's place, or {@link #NO_BASE}
   * @param models the merged models' places, in the order of their settings
   */
  public record Operands(int base, List<Integer> models) implements Serializable {
    /** Stands for the base's place where there is no base. */
    public static final int NO_BASE = -1;

    public Operands {
      models = List.copyOf(models);
    }

    /** Names models that are merged without a base. */
    public static Operands withoutBase(List<Integer> models) {
      return new Operands(NO_BASE, models);
    }

    /** Tells whether there is a base. */
    public boolean hasBase() {
      return base != NO_BASE;
    }

    /** Counts the parents that are read. */
    public int count() {
      return models.size() + (hasBase() ? 1 : 0);
    }

    /** Tells whether a parent is read. */
    public boolean reads(int parent) {
      return base == parent || models.contains(parent);
    }
  }

  /**
   * Binds a method, looking up its parameters for every tensor, so that a missing one stops before
   * anything is read.
   *
   * @param tensors all that it merges
   * @param settings its parameters, by tensor name
   */
  public static BoundMerge of(
      MergeMethod method,
      Operands operands,
      Collection<TensorEntry> tensors,
      Function<String, MergeSettings> settings) {
    // Most tensors are merged alike: equal settings are kept once.
    Map<MergeSettings, MergeSettings> distinct = new HashMap<>();
    Map<String, MergeSettings> byTensor = new HashMap<>();
    for (TensorEntry tensor : tensors) {
      MergeSettings own = settings.apply(tensor.name());
      byTensor.put(tensor.name(), distinct.computeIfAbsent(own, same -> same));
    }
    return new BoundMerge(method.name(), operands, byTensor);
  }

  /** Keeps what is needed for one tensor. */
  BoundMerge of(String tensor) {
    return new BoundMerge(method, operands, Map.of(tensor, settings.get(tensor)));
  }

  /** Makes the kernel of one tensor, from what is known of the parents. */
  BlockKernel kernel(TensorScope tensor) {
    return MergeMethod.CATALOG.find(method).kernel(settings.get(tensor.name()), tensor);
  }
}
