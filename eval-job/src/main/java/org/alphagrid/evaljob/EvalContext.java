package org.alphagrid.evaljob;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.method.ParentRole;
import org.alphagrid.protocol.Protocol;
import org.alphagrid.tensor.DType;

/**
 * What all tasks of a run share; sent to each executor once.
 *
 * @param run name of the sweep
 * @param parents directories by role
 * @param donor whose config merged models get
 * @param dtype element type of merged weights
 * @param protocol decoding and prompt rules
 * @param promptRules digest of protocol and chat template: what turns a question into a prompt
 * @param stopIds token ids that end a completion
 * @param thinkOpenId id of the opening think tag, or -1
 * @param thinkCloseId id of the closing think tag, or -1
 * @param tokenizer path of tokenizer.json
 * @param tokenizerDigest SHA-256 of that file
 * @param exams the benchmarks by name
 * @param models every model by point id
 * @param seed the sweep's seed
 * @param batch most sequences generated at once per task
 * @param positions longest sequence any task needs
 */
record EvalContext(
    String run,
    Map<ParentRole, String> parents,
    ParentRole donor,
    DType dtype,
    Protocol protocol,
    String promptRules,
    Set<Integer> stopIds,
    int thinkOpenId,
    int thinkCloseId,
    String tokenizer,
    String tokenizerDigest,
    List<Exam> exams,
    List<ModelPlan> models,
    long seed,
    int batch,
    int positions)
    implements Serializable {

  Exam exam(String name) {
    return exams.stream().filter(exam -> exam.name().equals(name)).findFirst().orElseThrow();
  }

  ModelPlan model(String id) {
    return models.stream().filter(m -> m.point().id().equals(id)).findFirst().orElseThrow();
  }
}
