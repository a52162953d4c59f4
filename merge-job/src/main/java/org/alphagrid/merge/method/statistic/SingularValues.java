package org.alphagrid.merge.method.statistic;

import java.io.Serializable;
import java.util.concurrent.atomic.LongAdder;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Holds a matrix as singular values and vectors.
 *
 * @param left rows times values
 * @param values not ordered
 * @param right values times columns
 */
public record SingularValues(double[] left, double[] values, double[] right, int rows, int columns)
    implements Serializable {
  private static final LongAdder DECOMPOSITIONS = new LongAdder();

  /** Counts the matrices this JVM has decomposed: by far the most expensive step there is. */
  public static long decompositions() {
    return DECOMPOSITIONS.sum();
  }

  /**
   * Decomposes a matrix.
   *
   * @param matrix its elements, row by row
   * @throws ArithmeticException when the decomposition does not converge
   */
  public static SingularValues of(double[] matrix, int rows, int columns) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(rows, columns, true, true, true);
    if (!svd.decompose(DMatrixRMaj.wrap(rows, columns, matrix.clone()))) {
      throw new ArithmeticException(
          "Cannot decompose a %d x %d matrix into singular values".formatted(rows, columns));
    }
    DECOMPOSITIONS.increment();
    return new SingularValues(
        svd.getU(null, false).data,
        svd.getSingularValues(),
        svd.getV(null, true).data,
        rows,
        columns);
  }

  /**
   * Returns the matrix with every singular value lowered by {@code mu}, to no less than zero: the
   * proximal step of the nuclear norm (Cai, Candes and Shen, 2010, theorem 2.1).
   */
  public double[] lowered(double mu) {
    int count = Math.min(rows, columns);
    double[] scaled = left.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= Math.max(0, values[i % count] - mu);
    }
    DMatrixRMaj lowered = new DMatrixRMaj(rows, columns);
    CommonOps_DDRM.mult(
        DMatrixRMaj.wrap(rows, count, scaled), DMatrixRMaj.wrap(count, columns, right), lowered);
    return lowered.data;
  }
}
