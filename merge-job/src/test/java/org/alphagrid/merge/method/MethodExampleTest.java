package org.alphagrid.merge.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.alphagrid.PageExample;
import org.alphagrid.merge.method.ArrayTensor.Cutting;
import org.alphagrid.merge.tensor.Shape;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the worked example of METHODS.md through the checks of every merge method. */
class MethodExampleTest {
  private static final int LENGTH = 200;

  @TempDir static Path folder;
  private static MergeMethod method;

  @BeforeAll
  static void compileTheExample() throws Exception {
    method =
        PageExample.compile(MergeMethod.class, Path.of("METHODS.md"), "Add a merge method", folder);
  }

  @Test
  void theExampleKeepsTheContractOfMergeMethods() {
    MergeMethodContractTest contract = new MergeMethodContractTest();
    contract.pointThatReproducesAParentEqualsIt(method);
    contract.resultDoesNotDependOnBlockSize(method);
    contract.resultDoesNotDependOnPartitions(method);
    contract.tensorsOfAnyRankAreMerged(method);
    contract.finiteParentsGiveFiniteResults(method);
    contract.equalParentsInBfloat16GiveThatParent(method);
    contract.unknownAndOutOfRangeParametersAreRefused(method);
  }

  @Test
  void theExampleAgreesWithItsFloat64Twin() {
    Random random = new Random(3);
    float[][] parents = new float[3][LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      parents[0][i] = (float) random.nextGaussian();
      parents[1][i] = (float) (3 * random.nextGaussian());
    }
    ParameterValues values =
        ParameterValues.of(
            method, Map.of("alpha", new BigDecimal("0.3"), "strength", new BigDecimal("0.5")));
    float[] merged =
        ArrayTensor.merge(method, values, parents, Shape.of(LENGTH / 10, 10), Cutting.WHOLE);
    double direct = 0;
    double think = 0;
    double average = 0;
    for (int i = 0; i < LENGTH; i++) {
      direct += Math.pow(parents[0][i], 2);
      think += Math.pow(parents[1][i], 2);
      average += Math.pow(0.7 * parents[0][i] + 0.3 * parents[1][i], 2);
    }
    double wanted = 0.7 * Math.sqrt(direct) + 0.3 * Math.sqrt(think);
    double factor = 1 + 0.5 * (wanted / Math.sqrt(average) - 1);
    assertThat(factor).as("the norm of an average is smaller").isGreaterThan(1.05);
    for (int i = 0; i < LENGTH; i++) {
      double twin = factor * (0.7 * parents[0][i] + 0.3 * parents[1][i]);
      assertThat((double) merged[i]).isCloseTo(twin, within(1e-5));
    }
  }
}
