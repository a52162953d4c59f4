package org.alphagrid.merge.method.builtin;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.List;
import org.alphagrid.merge.method.Accumulator;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.BlockKernel;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.MethodFamily;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.ParentBlock;
import org.alphagrid.merge.method.TensorScope;
import org.alphagrid.merge.method.TensorShape;
import org.alphagrid.merge.method.TensorStatistic;

/**
 * Takes task vectors where they are alone, their mean where they meet: with {@code d_i} active
 * where {@code |d_i| > epsilon}, an element gets the only active {@code d_i}, or the mean of the
 * active ones. With boosting, what is unique to model i is multiplied by {@code 1 + r clip(shared_i
 * / unique_i, 0, alpha)}, counted inside the tensor. Source: mergekit, methods ram and ramplus_tl.
 */
@AutoService(MethodFamily.class)
public final class Ram implements MethodFamily {
  private static final ParameterSpec EPSILON =
      ParameterSpec.optional("epsilon", "1e-5", "0", "1", "Changes up to this do not count.");
  private static final ParameterSpec R =
      ParameterSpec.optional("r", "0.1", "0", "10", "Strength of the boost.");
  private static final ParameterSpec MOST =
      ParameterSpec.optional("alpha", "0.2", "0", "10", "Upper limit of shared to unique changes.");

  @Override
  public List<MergeMethod> methods() {
    return List.of(
        new Member("ram", List.of(EPSILON)), new Member("ramplus_tl", List.of(R, MOST, EPSILON)));
  }

  private record Member(String name, List<ParameterSpec> parameters) implements MergeMethod {
    @Override
    public BaseUse base() {
      return BaseUse.REQUIRED;
    }

    @Override
    public BlockKernel kernel(MergeSettings settings, TensorScope tensor) {
      float epsilon = (float) settings.number(EPSILON.name());
      return new Kernel(epsilon, boosts(settings, tensor, epsilon));
    }

    private float[] boosts(MergeSettings settings, TensorScope tensor, float epsilon) {
      float[] boosts = new float[settings.models().size()];
      Arrays.fill(boosts, 1);
      if (parameters.contains(R)) {
        long[][] counts = tensor.scan(new Overlap(epsilon));
        for (int m = 0; m < boosts.length; m++) {
          double ratio = counts[m][1] / Math.max((double) counts[m][0], epsilon);
          boosts[m] =
              (float)
                  (1
                      + settings.number(R.name())
                          * Math.max(0, Math.min(settings.number(MOST.name()), ratio)));
        }
      }
      return boosts;
    }
  }

  /** For each model how many elements only it changes, and how many it shares. */
  private record Overlap(float epsilon) implements TensorStatistic<long[][]> {
    @Override
    public Accumulator<long[][]> start(TensorShape shape) {
      return new Counts(epsilon);
    }
  }

  private static final class Counts implements Accumulator<long[][]> {
    private static final long serialVersionUID = 1;

    private final float epsilon;
    private long[][] counts = new long[0][0];

    Counts(float epsilon) {
      this.epsilon = epsilon;
    }

    @Override
    public void add(ParentBlock block) {
      int models = block.models().length;
      if (counts.length == 0) {
        counts = new long[models][2];
      }
      for (int i = 0; i < block.length(); i++) {
        int active = active(block, i, epsilon);
        for (int m = 0; m < models && active > 0; m++) {
          if (Math.abs(block.models()[m][i] - block.base()[i]) > epsilon) {
            counts[m][active == 1 ? 0 : 1]++;
          }
        }
      }
    }

    @Override
    public void append(Accumulator<long[][]> next) {
      long[][] behind = ((Counts) next).counts;
      for (int m = 0; m < counts.length; m++) {
        counts[m][0] += behind[m][0];
        counts[m][1] += behind[m][1];
      }
    }

    @Override
    public long[][] result() {
      return counts;
    }
  }

  private record Kernel(float epsilon, float[] boosts) implements BlockKernel {
    @Override
    public void merge(ParentBlock block, float[] merged) {
      float[] base = block.base();
      for (int i = 0; i < block.length(); i++) {
        int active = active(block, i, epsilon);
        float sum = 0;
        for (int m = 0; m < boosts.length; m++) {
          float delta = block.models()[m][i] - base[i];
          if (Math.abs(delta) > epsilon) {
            sum += active == 1 ? boosts[m] * delta : delta / active;
          }
        }
        merged[i] = base[i] + sum;
      }
    }
  }

  private static int active(ParentBlock block, int i, float epsilon) {
    int active = 0;
    for (float[] model : block.models()) {
      active += Math.abs(model[i] - block.base()[i]) > epsilon ? 1 : 0;
    }
    return active;
  }
}
