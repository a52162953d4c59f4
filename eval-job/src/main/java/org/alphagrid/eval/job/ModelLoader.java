package org.alphagrid.eval.job;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.alphagrid.core.ResourceException;
import org.alphagrid.eval.generate.Decoder;
import org.alphagrid.eval.generate.EngineMemory;
import org.alphagrid.eval.generate.ModelMemory;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.ort.EngineDevice;
import org.alphagrid.eval.generate.ort.EngineWeights;
import org.alphagrid.eval.plan.EvalContext;
import org.alphagrid.eval.plan.ModelPlan;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.engine.ModelMerger;
import org.alphagrid.merge.engine.ParentStatistics;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.run.MergeManifest;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;

/** Loads models on an executor: from their checkpoints, or merged in memory from their parents. */
final class ModelLoader {
  private final EngineMemory memory = EngineMemory.here();
  private final Map<String, ParentStatistics> answers =
      new ConcurrentHashMap<>(); // by parents' digest
  private final Map<String, String> weightDigests = new ConcurrentHashMap<>(); // by recipe
  private final Runnable closeIdle;

  /**
   * @param closeIdle closes models that no task uses, to make room
   */
  ModelLoader(Runnable closeIdle) {
    this.closeIdle = closeIdle;
  }

  /** Returns the digest of the weights of a model that was loaded. */
  String weightDigest(String recipe) {
    return weightDigests.get(recipe);
  }

  /**
   * Loads a model.
   *
   * @throws IOException when a checkpoint cannot be read
   * @throws ResourceException when there is too little memory for it
   */
  Decoder load(EvalContext context, ModelPlan model, DecoderOptions options, BatcherSizes sizes)
      throws IOException {
    if (model.isStored()) {
      try (Checkpoint checkpoint = Checkpoint.open(new Path(model.directory()))) {
        if (model.point().isMerged()) {
          MergeManifest.requireIntact(checkpoint);
        }
        weightDigests.put(model.recipe(), model.weightDigest());
        return withinMemory(
            context,
            model,
            checkpoint,
            options,
            sizes,
            () -> Decoder.open(checkpoint.local(), options));
      }
    }
    Map<ParentRole, Path> directories = new TreeMap<>();
    context.parents().forEach((role, path) -> directories.put(role, new Path(path)));
    try (ParentSet parents = ParentSet.openUnmapped(directories, context.donor())) {
      return withinMemory(
          context,
          model,
          parents.donor(),
          options,
          sizes,
          () -> merge(context, model, parents, options));
    }
  }

  /** Loads onto a CPU where there is room; a GPU's own allocator says when it has too little. */
  private Decoder withinMemory(
      EvalContext context,
      ModelPlan model,
      Checkpoint shape,
      DecoderOptions options,
      BatcherSizes sizes,
      EngineMemory.Load load)
      throws IOException {
    if (options.device() != EngineDevice.CPU) {
      return load.decoder();
    }
    DecoderSpec spec = shape.config().describe();
    ModelMemory needed = ModelMemory.of(shape.tensors(), spec, options);
    return memory.load(
        model.point().id(),
        needed,
        sizes.pool(needed, spec),
        DeclaredMemory.of(SparkEnv.get().conf(), context.engine().memoryMiB()),
        closeIdle,
        load);
  }

  private Decoder merge(
      EvalContext context, ModelPlan model, ParentSet parents, DecoderOptions options)
      throws IOException {
    try (EngineWeights weights = new EngineWeights(options)) {
      String digest =
          ModelMerger.merge(
              parents,
              (MergePoint) model.point(),
              context.dtype(),
              weights,
              options.threads(),
              answers.computeIfAbsent(context.parentsDigest(), key -> new ParentStatistics()));
      weightDigests.put(model.recipe(), digest);
      LocalModel merged = weights.model(model.point().id(), parents.donor().config());
      return Decoder.open(merged, weights, options);
    }
  }
}
