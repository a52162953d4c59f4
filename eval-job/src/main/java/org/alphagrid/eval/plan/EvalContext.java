package org.alphagrid.eval.plan;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.alphagrid.eval.prompt.BoundProtocol;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.sweep.EngineSettings;
import org.alphagrid.merge.tensor.DType;

/**
 * Holds what all tasks of a run share; sent to each executor once.
 *
 * @param run name of the sweep
 * @param parents directories by role
 * @param parentsDigest names their weights
 * @param donor whose config merged models get
 * @param dtype element type of merged weights
 * @param boundProtocols protocols with their prompts, by name
 * @param models every model by point id
 * @param seed the sweep's seed
 * @param shuffled whether problems are in an order drawn from it
 * @param batch most sequences generated at once per task; 0 for what measuring finds best
 * @param engine what models run on
 * @param plan how an executor runs them
 */
public record EvalContext(
    String run,
    Map<ParentRole, String> parents,
    String parentsDigest,
    ParentRole donor,
    DType dtype,
    Map<String, BoundProtocol> boundProtocols,
    List<ModelPlan> models,
    long seed,
    boolean shuffled,
    int batch,
    EngineSettings engine,
    EnginePlan plan)
    implements Serializable {

  /** Returns the protocol that a model is evaluated under. */
  public BoundProtocol boundProtocol(ModelPlan model) {
    return boundProtocols.get(model.boundProtocol());
  }

  public ModelPlan model(String id) {
    return models.stream().filter(m -> m.point().id().equals(id)).findFirst().orElseThrow();
  }
}
