package org.alphagrid.merge.method.builtin;

import static org.alphagrid.merge.method.builtin.TaskVectorMethod.SignElection.NONE;
import static org.alphagrid.merge.method.builtin.TaskVectorMethod.SignElection.WEIGHTED_SUM;

import com.google.auto.service.AutoService;
import java.util.List;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MethodFamily;

/**
 * Registers the task vector family under the names and defaults the field gives its members: task
 * arithmetic (Ilharco et al., 2023), TIES (Yadav et al., 2023), DARE (Yu et al., 2024), DELLA (Deep
 * et al., 2024), model breadcrumbs (Davari and Belilovsky, 2024).
 */
@AutoService(MethodFamily.class)
public final class TaskVectors implements MethodFamily {
  @Override
  public List<MergeMethod> methods() {
    return List.of(
        new TaskVectorMethod("task_arithmetic", Sparsifier.NONE, NONE, "0", "0"),
        new TaskVectorMethod("ties", Sparsifier.MAGNITUDE, WEIGHTED_SUM, "1", "0"),
        new TaskVectorMethod("dare_linear", Sparsifier.RANDOM, NONE, "0", "1"),
        new TaskVectorMethod("dare_ties", Sparsifier.RANDOM, WEIGHTED_SUM, "0", "1"),
        new TaskVectorMethod("della", Sparsifier.RANKED_RANDOM, WEIGHTED_SUM, "1", "1"),
        new TaskVectorMethod("della_linear", Sparsifier.RANKED_RANDOM, NONE, "0", "1"),
        new TaskVectorMethod("breadcrumbs", Sparsifier.OUTLIERS, NONE, "0", "0"),
        new TaskVectorMethod("breadcrumbs_ties", Sparsifier.OUTLIERS, WEIGHTED_SUM, "0", "0"));
  }
}
