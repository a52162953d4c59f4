package org.alphagrid.method;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;

/**
 * Sum of task vectors: {@code base + lambda ((1 - alpha)(direct - base) + alpha (think - base))}
 * (Ilharco et al., 2023, "Editing models with task arithmetic", section 2).
 */
@AutoService(MergeMethod.class)
public final class TaskArithmetic implements MergeMethod {
  private static final ParameterSpec LAMBDA =
      ParameterSpec.optional("lambda", "1", "-10", "10", "Factor on the summed task vectors.");

  @Override
  public String name() {
    return "task_arithmetic";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.ALPHA, LAMBDA);
  }

  @Override
  public boolean needsBase() {
    return true;
  }

  @Override
  public boolean needsPairStatistics() {
    return false;
  }

  @Override
  public Optional<ParentRole> reproduces(ParameterValues values) {
    if (values.is(LAMBDA.name(), 0)) {
      return Optional.of(ParentRole.BASE);
    }
    return values.is(LAMBDA.name(), 1) ? Blend.endPoint(values) : Optional.empty();
  }

  @Override
  public BlockKernel kernel(ParameterValues values, PairStatistics statistics) {
    float directWeight = Blend.directWeight(values);
    float thinkWeight = Blend.thinkWeight(values);
    float lambda = values.exact(LAMBDA.name()).floatValue();
    return (parents, merged) -> {
      float[] direct = parents.direct();
      float[] think = parents.think();
      float[] base = parents.base();
      int length = parents.length();
      for (int i = 0; i < length; i++) {
        float origin = base[i];
        float vector = directWeight * (direct[i] - origin) + thinkWeight * (think[i] - origin);
        merged[i] = origin + lambda * vector;
      }
    };
  }
}
