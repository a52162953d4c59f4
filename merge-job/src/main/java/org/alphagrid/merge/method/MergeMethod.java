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
 * <p>A method keeps no state: one object serves all tensors, points and threads. Equal inputs give
 * equal bits; what is random is drawn from {@link ParameterSpec#SEED}, the tensor's name and the
 * element's index.
 *
 * <p>A new method is one class with {@code @AutoService(MergeMethod.class)}, or a member of a
 * {@link MethodFamily}; METHODS.md shows a complete one. The contract test then runs over it.
 */
public interface MergeMethod extends Named {
  /** Holds every known method, by name. */
  Catalog<MergeMethod> CATALOG = Catalog.of("merge method", RegisteredMethods.load());

  /**
   * Declares the parameters, in the order of ids and reports. Any other name in a sweep or a
   * mergekit file is an error.
   */
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
   * Refuses values that do not go together; each alone is within its declared range.
   *
   * @throws IllegalArgumentException naming the parameters, their values and what was expected
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
   * Returns the parent that these values of a sweep reproduce bit for bit, if there is one. Such a
   * point is not merged and not evaluated a second time; {@link SweepForm#endPoint} answers for
   * methods where alpha leads from direct to think.
   *
   * @param values by the names of {@link SweepForm#parameters}
   */
  default Optional<ParentRole> reproduces(ParameterValues values) {
    return Optional.empty();
  }

  /**
   * Makes the arithmetic of one tensor. What does not depend on the block is computed here; a scan
   * over the tensor is shared by all points that ask for an equal one. The engine calls this again
   * for the same tensor until every scan has its result; see {@link StatisticNotReady}.
   *
   * @param settings within the declared ranges and passed by {@link #check}
   * @param tensor its name, its shape and statistics of its elements
   * @throws StatisticNotReady from the scope; to be passed on
   */
  BlockKernel kernel(MergeSettings settings, TensorScope tensor);
}
