package org.alphagrid.method;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Lowers every singular value of a matrix by {@code mu}, to no less than zero: the proximal step of
 * the nuclear norm (Cai, Candes and Shen, 2010, theorem 2.1).
 */
final class SingularShrinkage {
  private SingularShrinkage() {}

  static double[] apply(double[] matrix, int rows, int columns, double mu) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(rows, columns, true, true, true);
    if (!svd.decompose(DMatrixRMaj.wrap(rows, columns, matrix.clone()))) {
      throw new ArithmeticException(
          "Cannot decompose a %d x %d matrix into singular values".formatted(rows, columns));
    }
    double[] values = svd.getSingularValues();
    DMatrixRMaj left = svd.getU(null, false);
    for (int row = 0; row < left.numRows; row++) {
      for (int k = 0; k < left.numCols; k++) {
        left.set(row, k, left.get(row, k) * Math.max(0, values[k] - mu));
      }
    }
    DMatrixRMaj shrunk = new DMatrixRMaj(rows, columns);
    CommonOps_DDRM.mult(left, svd.getV(null, true), shrunk);
    return shrunk.data;
  }
}
