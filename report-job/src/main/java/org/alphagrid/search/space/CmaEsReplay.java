package org.alphagrid.search.space;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.search.Candidate;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;

/**
 * Hipparchus' optimizer as something that can be asked and told. It is run from its seed again and
 * finds every value it needs among those known; candidates of a generation are drawn before any of
 * them counts, so an unknown one gets no value until the generation ends, and there the run stops.
 *
 * @param generation the first that is not wholly known
 * @param open its candidates without a value, in the order drawn; none where the optimizer ended
 * @param description for the log
 */
record CmaEsReplay(int generation, List<Candidate> open, String description) {
  private static final double SPREAD = 0.2;
  private static final int MOST_EVALUATIONS = 20_000;

  CmaEsReplay {
    open = List.copyOf(open);
  }

  /** Thrown through the optimizer, which has no other way to stop. */
  private static final class GenerationEnd extends RuntimeException {
    private static final long serialVersionUID = 1;

    GenerationEnd() {
      super("generation ends", null, false, false);
    }
  }

  /** Hansen's default, 4 + 3 ln d. */
  static int generationSize(int dimensions) {
    return 4 + (int) (3 * Math.log(dimensions));
  }

  /**
   * @param guess shares to start from
   * @param values known, to be minimized
   */
  static CmaEsReplay of(
      Family family, double[] guess, Map<Candidate, Double> values, long seed, String description) {
    int size = generationSize(family.dimensions().size());
    Set<Candidate> open = new LinkedHashSet<>();
    int[] evaluated = {0};
    try {
      optimize(
          family,
          guess,
          seed,
          point -> {
            // The guess comes first and counts for no generation.
            if (evaluated[0] > 1 && (evaluated[0] - 1) % size == 0 && !open.isEmpty()) {
              throw new GenerationEnd();
            }
            evaluated[0]++;
            Candidate candidate = family.candidate(point);
            Double value = values.get(candidate);
            if (value == null) {
              open.add(candidate);
            }
            return value == null ? 0 : value;
          });
    } catch (GenerationEnd end) {
      // As far as what is known carries.
    }
    int generation = Math.max(0, evaluated[0] - 2) / size;
    return new CmaEsReplay(
        generation,
        new ArrayList<>(open),
        "CMA-ES generation %d, %s".formatted(generation + 1, description));
  }

  static void optimize(Family family, double[] guess, long seed, MultivariateFunction function) {
    int dimensions = family.dimensions().size();
    double[] low = new double[dimensions];
    double[] high = new double[dimensions];
    double[] spread = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      high[i] = 1;
      spread[i] = SPREAD;
    }
    int size = generationSize(dimensions);
    new CMAESOptimizer(MOST_EVALUATIONS / size, 0, true, 0, 0, new Well19937c(seed), false, null)
        .optimize(
            new MaxEval(MOST_EVALUATIONS),
            new ObjectiveFunction(function),
            GoalType.MINIMIZE,
            new InitialGuess(guess),
            new SimpleBounds(low, high),
            new CMAESOptimizer.Sigma(spread),
            new CMAESOptimizer.PopulationSize(size));
  }
}
