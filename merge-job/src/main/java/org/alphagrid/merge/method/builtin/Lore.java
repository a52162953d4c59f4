package org.alphagrid.merge.method.builtin;

import com.google.auto.service.AutoService;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.Derived;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.statistic.SingularValues;
import org.alphagrid.merge.method.statistic.Whole;

/**
 * Finds low-rank task vectors around a common centre, by coordinate descent: {@code c = mean(x_i -
 * d_i)}, {@code d_i = shrink(x_i - c, mu)} where shrink lowers every singular value by {@code mu};
 * result {@code c + lambda sum w_i d_i} (Liu et al., 2025, "LoRE-Merging", as the study codes it,
 * arXiv 2509.22034). A vector counts as a matrix of one column. Needs the whole tensor in memory.
 *
 * <p>For two models {@code d_2 = -d_1} in every step, so that the centre stays the mean, and one
 * decomposition serves all weights and all values of mu. For more models the first round's
 * decompositions serve all values of mu, later rounds are decomposed for each.
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
    double[] weights = settings.weights();
    double lambda = settings.number(LAMBDA.name());
    double mu = settings.number(MU.name());
    if (weights.length == 2) {
      double[] vector = tensor.derive(new LoweredGap(mu));
      double factor = lambda * (weights[0] - weights[1]);
      return (block, merged) -> {
        float[] x = block.models()[0];
        float[] y = block.models()[1];
        for (int i = 0; i < block.length(); i++) {
          double centre = ((double) x[i] + y[i]) / 2;
          merged[i] = (float) (centre + factor * vector[(int) (block.first() + i)]);
        }
      };
    }
    int rounds = (int) settings.number(ITERATIONS.name());
    Descent.Found found = tensor.derive(new Descent(mu, rounds));
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

  /** Half the difference of two models, decomposed. */
  private record Gap() implements Derived<SingularValues> {
    @Override
    public SingularValues from(TensorScope tensor) {
      float[][] models = tensor.scan(new Whole());
      double[] gap = new double[models[0].length];
      for (int i = 0; i < gap.length; i++) {
        gap[i] = ((double) models[0][i] - models[1][i]) / 2;
      }
      int columns = tensor.shape().columns();
      return SingularValues.of(gap, gap.length / columns, columns);
    }
  }

  /** The first of two models' low-rank vectors. */
  private record LoweredGap(double mu) implements Derived<double[]> {
    @Override
    public double[] from(TensorScope tensor) {
      return tensor.derive(new Gap()).lowered(mu);
    }
  }

  /** Each model's difference from their mean, decomposed: the first round, before any mu. */
  private record FirstRound() implements Derived<FirstRound.Found> {
    /**
     * @param models one for each
     */
    record Found(List<SingularValues> models) implements Serializable {}

    @Override
    public Found from(TensorScope tensor) {
      float[][] models = tensor.scan(new Whole());
      double[] mean = Descent.centre(models, new double[models.length][models[0].length]);
      List<SingularValues> decomposed = new ArrayList<>();
      for (float[] model : models) {
        decomposed.add(Descent.decomposed(model, mean, tensor.shape()));
      }
      return new Found(List.copyOf(decomposed));
    }
  }

  /** The low-rank vectors, which no weight enters. */
  private record Descent(double mu, int rounds) implements Derived<Descent.Found> {
    /**
     * @param centre what the models share
     * @param vectors each model's low-rank rest
     */
    record Found(double[] centre, double[][] vectors) implements Serializable {}

    @Override
    public Found from(TensorScope tensor) {
      float[][] models = tensor.scan(new Whole());
      double[][] vectors = new double[models.length][];
      List<SingularValues> first = tensor.derive(new FirstRound()).models();
      for (int m = 0; m < models.length; m++) {
        vectors[m] = first.get(m).lowered(mu);
      }
      for (int round = 1; round < rounds; round++) {
        double[] centre = centre(models, vectors);
        for (int m = 0; m < models.length; m++) {
          vectors[m] = decomposed(models[m], centre, tensor.shape()).lowered(mu);
        }
      }
      return new Found(centre(models, vectors), vectors);
    }

    static SingularValues decomposed(float[] model, double[] centre, TensorShape shape) {
      double[] rest = new double[model.length];
      for (int i = 0; i < rest.length; i++) {
        rest[i] = model[i] - centre[i];
      }
      // A vector, whose rows along the first axis have one element, is a matrix of one column.
      return SingularValues.of(rest, rest.length / shape.columns(), shape.columns());
    }

    static double[] centre(float[][] models, double[][] vectors) {
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
