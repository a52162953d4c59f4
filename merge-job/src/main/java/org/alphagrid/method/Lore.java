package org.alphagrid.method;

import com.google.auto.service.AutoService;
import java.io.Serializable;
import java.util.List;

/**
 * Low-rank task vectors around a common centre, by coordinate descent: {@code c = mean(x_i - d_i)},
 * {@code d_i = shrink(x_i - c, mu)} where shrink lowers every singular value by {@code mu}; result
 * {@code c + lambda sum w_i d_i} (Liu et al., 2025, "LoRE-Merging", as the study codes it, arXiv
 * 2509.22034). A vector counts as a matrix of one column. Needs the whole tensor in memory.
 *
 * <p>For two models {@code d_2 = -d_1} in every step, so that the centre stays the mean and one
 * decomposition suffices.
 */
@AutoService(MergeMethod.class)
public final class Lore implements MergeMethod {
  private static final ParameterSpec MU =
      ParameterSpec.optional("mu", "0.1", "0", "1000", "How much singular values are lowered.");
  private static final ParameterSpec ITERATIONS =
      ParameterSpec.optional("max_iter", "2", "1", "100", "Rounds of coordinate descent.");
  private static final ParameterSpec LAMBDA =
      ParameterSpec.optional("lambda", "1", "-10", "10", "Factor on the summed task vectors.");

  @Override
  public String name() {
    return "lore";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.WEIGHT, MU, ITERATIONS, LAMBDA);
  }

  @Override
  public BaseUse base() {
    return BaseUse.NONE;
  }

  @Override
  public int leastModels() {
    return 2;
  }

  @Override
  public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
    int rounds = settings.models().size() == 2 ? 1 : (int) settings.number(ITERATIONS.name());
    Descent.Found found = tensor.derive(new Descent(settings.number(MU.name()), rounds));
    double[] weights = settings.weights();
    double lambda = settings.number(LAMBDA.name());
    return (block, merged) -> {
      for (int i = 0; i < block.length(); i++) {
        int index = (int) (block.first() + i);
        double sum = 0;
        for (int m = 0; m < weights.length; m++) {
          sum += weights[m] * found.vectors()[m][index];
        }
        merged[i] = (float) (found.centre()[index] + lambda * sum);
      }
    };
  }

  /** The decompositions, which no weight enters. */
  private record Descent(double mu, int rounds) implements Derived<Descent.Found> {
    /**
     * @param centre what the models share
     * @param vectors each model's low-rank rest
     */
    record Found(double[] centre, double[][] vectors) implements Serializable {}

    @Override
    public Found from(TensorScope tensor) {
      return descend(tensor.scan(new Whole()), tensor.shape());
    }

    private Found descend(float[][] models, TensorShape shape) {
      int elements = (int) shape.elements();
      // A vector, whose rows along the first axis have one element, is a matrix of one column.
      int columns = shape.columns();
      double[][] vectors = new double[models.length][elements];
      double[] centre = new double[elements];
      for (int round = 0; round < rounds; round++) {
        centre = centre(models, vectors);
        for (int m = 0; m < models.length; m++) {
          double[] rest = new double[elements];
          for (int i = 0; i < elements; i++) {
            rest[i] = models[m][i] - centre[i];
          }
          vectors[m] = SingularShrinkage.apply(rest, elements / columns, columns, mu);
        }
      }
      return new Found(centre(models, vectors), vectors);
    }

    private static double[] centre(float[][] models, double[][] vectors) {
      double[] centre = new double[vectors[0].length];
      for (int i = 0; i < centre.length; i++) {
        for (int m = 0; m < models.length; m++) {
          centre[i] += (models[m][i] - vectors[m][i]) / models.length;
        }
      }
      return centre;
    }
  }
}
