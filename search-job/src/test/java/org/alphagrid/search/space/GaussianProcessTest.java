package org.alphagrid.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.alphagrid.search.space.GaussianProcess.Input;
import org.alphagrid.search.space.GaussianProcess.Normal;
import org.alphagrid.search.space.GaussianProcess.Parameters;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
  private static final Parameters PARAMETERS = new Parameters(0.7, 0.4, 0.5, 0.6);

  private final Random random = new Random(2);

  /** Conditional mean and variance by solving the equations with plain elimination. */
  @Test
  void predictsAsConditionalNormalsDo() {
    List<Input> inputs = new ArrayList<>();
    double[] values = random.doubles(9).toArray();
    double[] noise = random.doubles(9).map(v -> 0.05 * v).toArray();
    for (int i = 0; i < 9; i++) {
      inputs.add(input(i % 3 - 1));
    }
    GaussianProcess process = new GaussianProcess(inputs, values, noise, PARAMETERS);
    double centre = IntStream.range(0, 9).mapToDouble(i -> values[i]).average().orElseThrow();
    double square =
        IntStream.range(0, 9).mapToDouble(i -> Math.pow(values[i] - centre, 2)).sum() / 9;
    for (int round = 0; round < 10; round++) {
      Input at = input(round % 2);
      double[][] system = new double[9][11];
      for (int i = 0; i < 9; i++) {
        for (int j = 0; j < 9; j++) {
          system[i][j] = covariance(inputs.get(i), inputs.get(j));
        }
        system[i][i] += noise[i] / square + 1e-8;
        system[i][9] = (values[i] - centre) / Math.sqrt(square);
        system[i][10] = covariance(inputs.get(i), at);
      }
      eliminate(system);
      double mean = 0;
      double variance = covariance(at, at);
      for (int i = 0; i < 9; i++) {
        mean += covariance(inputs.get(i), at) * system[i][9];
        variance -= covariance(inputs.get(i), at) * system[i][10];
      }
      Normal found = process.at(at);
      assertThat(found.mean()).isCloseTo(centre + Math.sqrt(square) * mean, within(1e-8));
      assertThat(found.variance()).isCloseTo(square * variance, within(1e-8));
    }
  }

  @Test
  void fitFindsAFunctionOfOneCoordinate() {
    List<Input> inputs = new ArrayList<>();
    double[] values = new double[25];
    for (int i = 0; i < 25; i++) {
      Input input = input(0);
      inputs.add(input);
      values[i] = Math.sin(3 * input.shares()[0]);
    }
    GaussianProcess process = GaussianProcess.fit(inputs, values, new double[25], 1);

    Input at = new Input(0, 0.5, new double[] {0.45, 0.55});
    assertThat(process.at(at).mean()).isCloseTo(Math.sin(1.35), within(0.03));
  }

  private Input input(int family) {
    double[] shares = family < 0 ? new double[0] : random.doubles(2).toArray();
    double alpha = family < 0 ? random.nextDouble() : (shares[0] + shares[1]) / 2;
    return new Input(family, alpha, shares);
  }

  private static double covariance(Input one, Input other) {
    double apart = Math.abs(one.meanAlpha() - other.meanAlpha()) / PARAMETERS.trendLength();
    double value = PARAMETERS.trend() * matern(apart);
    if (one.family() == other.family()) {
      double squares = 0;
      for (int i = 0; i < one.shares().length; i++) {
        squares += Math.pow(one.shares()[i] - other.shares()[i], 2);
      }
      value += PARAMETERS.own() * matern(Math.sqrt(squares) / PARAMETERS.ownLength());
    }
    return value;
  }

  private static double matern(double distance) {
    return (1 + Math.sqrt(5) * distance + 5 * distance * distance / 3)
        * Math.exp(-Math.sqrt(5) * distance);
  }

  /** Gauss and Jordan; the last two columns become the solutions. */
  private static void eliminate(double[][] system) {
    int n = system.length;
    for (int k = 0; k < n; k++) {
      double pivot = system[k][k];
      for (int j = 0; j < n + 2; j++) {
        system[k][j] /= pivot;
      }
      for (int i = 0; i < n; i++) {
        if (i != k) {
          double factor = system[i][k];
          for (int j = 0; j < n + 2; j++) {
            system[i][j] -= factor * system[k][j];
          }
        }
      }
    }
  }
}
