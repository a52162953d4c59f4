package org.alphagrid.method;

import java.util.List;
import java.util.Optional;
import org.alphagrid.plugin.Catalog;
import org.alphagrid.plugin.Named;

/**
 * A merge rule. It gets numbers and gives numbers; files, threads and Spark are not its business.
 *
 * <p>A new method is one class with {@code @AutoService(MergeMethod.class)}; the contract test then
 * runs over it.
 */
public interface MergeMethod extends Named {
  /** Every known method. */
  Catalog<MergeMethod> CATALOG = Catalog.of("merge method", MergeMethod.class);

  /** The parameters it understands; anything else in a sweep file is an error. */
  List<ParameterSpec> parameters();

  /** Whether it takes task vectors from a base. */
  boolean needsBase();

  /** Whether {@link #kernel} wants the sums over the whole tensor. */
  boolean needsPairStatistics();

  /**
   * The parent that these values give back bit for bit, if any. Such a point is that parent: it is
   * neither merged nor evaluated twice.
   */
  Optional<ParentRole> reproduces(ParameterValues values);

  /**
   * The arithmetic for one tensor. What does not depend on the block is computed here, once.
   *
   * @param statistics of the whole tensor; null unless {@link #needsPairStatistics}
   */
  BlockKernel kernel(ParameterValues values, PairStatistics statistics);
}
