package org.alphagrid.method;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;

/**
 * Weighted average: {@code (1 - alpha) direct + alpha think}, element by element (Wortsman et al.,
 * 2022, "Model soups", section 2).
 */
@AutoService(MergeMethod.class)
public final class Linear implements MergeMethod {
  @Override
  public String name() {
    return "linear";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.ALPHA);
  }

  @Override
  public boolean needsBase() {
    return false;
  }

  @Override
  public boolean needsPairStatistics() {
    return false;
  }

  @Override
  public Optional<ParentRole> reproduces(ParameterValues values) {
    return Blend.endPoint(values);
  }

  @Override
  public BlockKernel kernel(ParameterValues values, PairStatistics statistics) {
    return Blend.weightedSum(Blend.directWeight(values), Blend.thinkWeight(values));
  }
}
