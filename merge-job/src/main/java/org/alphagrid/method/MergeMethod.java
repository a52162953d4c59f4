package org.alphagrid.method;

import java.util.List;
import java.util.Optional;
import org.alphagrid.plugin.Catalog;
import org.alphagrid.plugin.Named;

/**
 * A merge rule. It gets numbers and gives numbers; files, threads and Spark are not its business.
 *
 * <p>A new method is one class with {@code @AutoService(MergeMethod.class)}, or a member of a
 * {@link MethodFamily}; the contract test then runs over it.
 */
public interface MergeMethod extends Named {
  /** Every known method. */
  Catalog<MergeMethod> CATALOG = Catalog.of("merge method", RegisteredMethods.load());

  /** The parameters it understands; anything else is an error. */
  List<ParameterSpec> parameters();

  /** What it does with a base. */
  BaseUse base();

  /** Fewest models it merges, the base not counted. */
  default int leastModels() {
    return 1;
  }

  /** Most models it merges, the base not counted: one where the base is the other operand. */
  default int mostModels() {
    return base() == BaseUse.OPERAND ? 1 : Integer.MAX_VALUE;
  }

  /**
   * Refuses values that do not go together.
   *
   * @throws IllegalArgumentException saying which and why
   */
  default void check(MergeSettings settings) {}

  /** In what its results differ from mergekit's, unless compatibility with it is asked for. */
  default Optional<String> unlikeMergekit() {
    return Optional.empty();
  }

  /**
   * The parent that these values of a sweep give back bit for bit, if any. Such a point is that
   * parent: it is neither merged nor evaluated twice.
   */
  default Optional<ParentRole> reproduces(ParameterValues values) {
    return Optional.empty();
  }

  /**
   * The arithmetic for one tensor. What does not depend on the block is computed here, once; scans
   * over the tensor are shared by all points that ask for the same. It may be called several times
   * over until the scope knows every answer, see {@link Unanswered}.
   */
  BlockKernel kernel(MergeSettings settings, TensorScope tensor);
}
