package org.alphagrid.search.space;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.alphagrid.search.KeyedRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Fits a Gaussian process with known noise at each observation (Rasmussen and Williams, Gaussian
 * Processes for Machine Learning, 2006, algorithm 2.1). The covariance is a trend along mean alpha
 * that all families share, plus a part of each family's own; both are Matern 5/2. Its four
 * parameters maximize the marginal likelihood over a fixed number of seeded draws.
 */
final class GaussianProcess {
  private static final int DRAWS = 80;
  private static final double JITTER = 1e-8;

  /**
   * Holds a place where the function is observed.
   *
   * @param family index of the family, or {@link #PARENT}, which families share only through alpha
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Input(int family, double meanAlpha, double[] shares) {
    /** Stands for the family of a parent. */
    static final int PARENT = -1;
  }

  /**
   * Holds the parameters of the covariance, in units of the variance of the observations.
   *
   * @param trend variance of the shared part
   * @param trendLength in alpha
   * @param own variance of a family's own part
   * @param ownLength in shares of each range
   */
  record Parameters(double trend, double trendLength, double own, double ownLength) {}

  /** Holds a normal distribution. */
  record Normal(double mean, double variance) {
    double deviation() {
      return Math.sqrt(Math.max(0, variance));
    }
  }

  private final List<Input> inputs;
  private final double centre;
  private final double scale;
  private final Parameters parameters;
  private final CholeskyDecomposition factor;
  private final RealVector weights;
  private final double likelihood;

  GaussianProcess(List<Input> inputs, double[] values, double[] noise, Parameters parameters) {
    this.inputs = inputs;
    this.parameters = parameters;
    this.centre = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - centre) * (v - centre)).sum();
    this.scale = Math.max(1e-6, Math.sqrt(squares / values.length));
    int n = values.length;
    RealMatrix covariance = new Array2DRowRealMatrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double value = covariance(inputs.get(i), inputs.get(j));
        value += i == j ? noise[i] / (scale * scale) + JITTER : 0;
        covariance.setEntry(i, j, value);
        covariance.setEntry(j, i, value);
      }
    }
    this.factor = new CholeskyDecomposition(covariance, 1e-9, 1e-12);
    RealVector standard = new ArrayRealVector(values).mapSubtract(centre).mapDivide(scale);
    this.weights = factor.getSolver().solve(standard);
    double logDeterminant = 0;
    for (int i = 0; i < n; i++) {
      logDeterminant += Math.log(factor.getL().getEntry(i, i));
    }
    this.likelihood = -0.5 * standard.dotProduct(weights) - logDeterminant;
  }

  /** Returns the process with the most likely of the drawn parameters. */
  static GaussianProcess fit(List<Input> inputs, double[] values, double[] noise, long seed) {
    SplittableRandom random = KeyedRandom.of(seed, "covariance");
    GaussianProcess best = null;
    for (int draw = 0; draw < DRAWS; draw++) {
      Parameters drawn =
          new Parameters(
              logUniform(random, 0.05, 3),
              logUniform(random, 0.05, 2),
              logUniform(random, 0.02, 2),
              logUniform(random, 0.1, 3));
      GaussianProcess process = new GaussianProcess(inputs, values, noise, drawn);
      if (best == null || process.likelihood > best.likelihood) {
        best = process;
      }
    }
    return best;
  }

  Parameters parameters() {
    return parameters;
  }

  /** Returns the distribution of the function at a place, without noise. */
  Normal at(Input input) {
    double[] row = inputs.stream().mapToDouble(other -> covariance(input, other)).toArray();
    RealVector cross = new ArrayRealVector(row, false);
    double variance = covariance(input, input) - cross.dotProduct(factor.getSolver().solve(cross));
    return new Normal(
        centre + scale * cross.dotProduct(weights), scale * scale * Math.max(0, variance));
  }

  private double covariance(Input one, Input other) {
    double trend =
        parameters.trend
            * matern(Math.abs(one.meanAlpha() - other.meanAlpha()) / parameters.trendLength);
    if (one.family() != other.family()) {
      return trend;
    }
    double squares = 0;
    for (int i = 0; i < one.shares().length; i++) {
      double difference = one.shares()[i] - other.shares()[i];
      squares += difference * difference;
    }
    return trend + parameters.own * matern(Math.sqrt(squares) / parameters.ownLength);
  }

  private static double matern(double distance) {
    double r = Math.sqrt(5) * distance;
    return (1 + r + r * r / 3) * Math.exp(-r);
  }

  private static double logUniform(SplittableRandom random, double low, double high) {
    return low * Math.pow(high / low, random.nextDouble());
  }
}
