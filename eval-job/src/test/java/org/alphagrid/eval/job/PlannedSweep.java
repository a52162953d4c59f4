package org.alphagrid.eval.job;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.eval.benchmark.AnswerForm;
import org.alphagrid.eval.benchmark.Benchmark;
import org.alphagrid.eval.benchmark.ChoiceOrder;
import org.alphagrid.eval.benchmark.FieldMapping;
import org.alphagrid.eval.benchmark.FieldText;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.benchmark.ProblemSet;
import org.alphagrid.eval.benchmark.PromptTemplate;
import org.alphagrid.eval.benchmark.TextPolicy;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.plan.EnginePlan;
import org.alphagrid.eval.plan.EvalContext;
import org.alphagrid.eval.plan.ModelPlan;
import org.alphagrid.eval.prompt.BoundProtocol;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.eval.prompt.RenderedProblem;
import org.alphagrid.eval.prompt.TokenizerReference;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.sweep.EngineSettings;
import org.alphagrid.merge.tensor.DType;

/** What a planner sees of a sweep, made without parents or prompts. */
final class PlannedSweep {
  private PlannedSweep() {}

  static ModelPlan model(double alpha) {
    MergeMethod linear = MergeMethod.CATALOG.find("linear");
    GridPoint point =
        GridPoint.of(
            linear, ParameterValues.of(linear, Map.of("alpha", BigDecimal.valueOf(alpha))));
    return new ModelPlan(point, "only", "recipe of " + alpha, "network", null, null);
  }

  static PreparedBenchmark benchmark(String name, int problems, int maxTokens) {
    FieldText field = new FieldText("x");
    FieldMapping fields =
        new FieldMapping(
            field,
            field,
            List.of(field),
            null,
            AnswerForm.LETTER,
            null,
            List.of(),
            null,
            new TreeMap<>());
    Benchmark benchmark =
        new Benchmark(
            name,
            "1",
            "",
            "",
            "",
            null,
            fields,
            new PromptTemplate("{question}", PromptTemplate.DEFAULT_CHOICE, "\n"),
            null,
            false,
            "boxed",
            "integer",
            1,
            null,
            TextPolicy.STORED);
    List<Problem> all = new ArrayList<>();
    List<List<RenderedProblem>> rendered = new ArrayList<>();
    for (int p = 0; p < problems; p++) {
      Problem problem = new Problem("p" + p, "1+" + p, List.of(), "1", null);
      all.add(problem);
      rendered.add(
          List.of(
              new RenderedProblem(
                  problem, ChoiceOrder.asGiven(0), TokenIds.of(1, 2, 3), "digest", false)));
    }
    String digest = "%064x".formatted(name.hashCode());
    return new PreparedBenchmark(
        new ProblemSet(benchmark, all, digest),
        rendered,
        new Decoding(1, 0, 1, 0, maxTokens),
        "rendering");
  }

  static EvalContext context(int batch, List<ModelPlan> models, PreparedBenchmark... benchmarks) {
    TokenizerReference tokenizer = new TokenizerReference("tokenizer.json", "tokenizer digest");
    BoundProtocol boundProtocol =
        new BoundProtocol(
            "only",
            null,
            "rules",
            tokenizer,
            tokenizer,
            Set.of(2),
            4096,
            Arrays.asList(benchmarks),
            Map.of(),
            List.of());
    return new EvalContext(
        "planned",
        Map.of(),
        "parents digest",
        null,
        DType.BF16,
        Map.of("only", boundProtocol),
        models,
        17,
        false,
        batch,
        EngineSettings.DEFAULT,
        new EnginePlan(false, true));
  }
}
