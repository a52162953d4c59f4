package org.alphagrid.merge.method;

import java.util.List;
import java.util.Optional;
import org.alphagrid.core.plugin.Catalog;
import org.alphagrid.core.plugin.Named;

/**
 * Defines a merge method: which parameters and operands it takes, and the arithmetic that makes a
 * block of the merged tensor from the same block of every parent. It sees numbers only; reading,
 * writing, threads and Spark belong to the engine.
 *
 * <p>A new method is one class with {@code @AutoService(MergeMethod.class)}, or a member of a
 * {@link MethodFamily}; the contract test then runs over it.
 */
public interface MergeMethod extends Named {
  /** Holds every known method, by name. */
  Catalog<MergeMethod> CATALOG = Catalog.of("merge method", RegisteredMethods.load());

  /** Declares the parameters it understands; any other name in a sweep is an error. */
  List<ParameterSpec> parameters();

  /** Says what it does with a base model. */
  BaseUse base();

  /** Returns the smallest number of models it merges, the base not counted. */
  default int leastModels() {
    return 1;
  }

  /**
   * Returns the largest number of models it merges, the base not counted: one where the base is the
   * other operand.
   */
  default int mostModels() {
    return base() == BaseUse.OPERAND ? 1 : Integer.MAX_VALUE;
  }

  /**
   * Refuses values that do not go together.
   *
   * @throws IllegalArgumentException saying which and why
   */
  default void check(MergeSettings settings) {}

  /**
   * Says in what its results differ from mergekit's where compatibility with mergekit is not asked
   * for; empty where they do not differ.
   */
  default Optional<String> unlikeMergekit() {
    return Optional.empty();
  }

  /**
   * Returns the parent that these values of a sweep give back bit for bit, if there is one. Such a
   * point is that parent: it is neither merged nor evaluated twice.
   */
  default Optional<ParentRole> reproduces(ParameterValues values) {
    return Optional.empty();
  }

  /**
   * Makes the arithmetic of one tensor. What does not depend on the block is computed here, once;
   * scans over the tensor are shared by all points that ask for the same. The engine may call this
   * several times for one tensor, until the scope has every answer; see {@link StatisticNotReady}.
   *
   * @param settings checked before, by {@link #check} among others
   * @param tensor its name, shape, and whatever has to be known of its elements first
   */
  BlockKernel kernel(MergeSettings settings, TensorScope tensor);
}
