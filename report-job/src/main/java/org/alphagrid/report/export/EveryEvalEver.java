package org.alphagrid.report.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.generation.GenerationSummary;
import org.alphagrid.report.model.Provenance;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;

/**
 * Writes one record per model in the form of the Every Eval Ever collection, schema version 0.2.1
 * (EvalEval Coalition, arXiv 2606.14516): accuracy, pass@k, majority@k and mean tokens of every
 * benchmark with their errors. What the schema has no field for, such as the rates of truncated
 * samples, stands among the details, which are texts.
 */
public final class EveryEvalEver {
  private static final String FOLDER = "every-eval-ever/";
  private static final String VERSION = "0.2.1";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Report report;

  private EveryEvalEver(Report report) {
    this.report = report;
  }

  /** Points that share a model with another have no record of their own. */
  public static List<ReportFile> files(Report report) {
    EveryEvalEver export = new EveryEvalEver(report);
    List<ReportFile> files = new ArrayList<>();
    for (SweepPoint point : report.curve().points()) {
      List<CurvePoint> rows =
          report.curve().rows().stream()
              .filter(row -> row.point().equals(point))
              .filter(row -> !row.benchmark().equals(AccuracyTokenCurve.ALL))
              .toList();
      if (point.model().equals(point.id()) && !rows.isEmpty()) {
        String name = point.id().replaceAll("[^A-Za-z0-9._=,-]", "_");
        files.add(new ReportFile(FOLDER + name + ".json", export.text(export.record(point, rows))));
      }
    }
    return files;
  }

  private byte[] text(Map<String, Object> record) {
    try {
      return (JSON.writeValueAsString(record) + "\n").getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + record.get("evaluation_id"), e);
    }
  }

  private Map<String, Object> record(SweepPoint point, List<CurvePoint> rows) {
    Provenance provenance = report.provenance();
    // The time of the samples: the same run gives the same bytes whenever it is exported.
    String time = provenance.newest().map(at -> Long.toString(at.getEpochSecond())).orElse("0");
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("schema_version", VERSION);
    record.put("evaluation_id", provenance.sweep() + "/" + point.id() + "/" + time);
    record.put("evaluation_timestamp", time);
    record.put("retrieved_timestamp", time);
    record.put(
        "source_metadata",
        Map.of(
            "source_name", provenance.sweep(),
            "source_type", "evaluation_run",
            "source_organization_name", "unknown",
            "evaluator_relationship", "other"));
    record.put("eval_library", Map.of("name", "alphagrid", "version", version()));
    record.put("model_info", model(point));
    List<Object> results = new ArrayList<>();
    rows.forEach(row -> addResults(results, row));
    record.put("evaluation_results", results);
    return record;
  }

  private Map<String, Object> model(SweepPoint point) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("method", point.method());
    details.putAll(point.parameters());
    for (Provenance.Parent parent : report.provenance().parents()) {
      details.put("parent_" + parent.role().replace(' ', '_'), parent.digest());
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", point.id());
    model.put("id", report.provenance().sweep() + "/" + point.id());
    model.put("inference_platform", "local");
    model.put("additional_details", details);
    return model;
  }

  private void addResults(List<Object> results, CurvePoint row) {
    Map<String, Object> accuracy = scores(row.accuracy().mean());
    accuracy.put(
        "uncertainty",
        uncertainty(
            row, row.accuracy().standardError(), row.accuracyInterval(), "Wilson, clustered"));
    accuracy.put("details", details(row));
    results.add(result(row, "accuracy", share("Mean score over samples (avg@k)"), accuracy));
    report.findings().generations().of(row).ifPresent(found -> addVotes(results, row, found));
    Map<String, Object> tokens = scores(row.tokens().mean());
    tokens.put(
        "uncertainty",
        uncertainty(row, row.tokens().standardError(), row.tokensInterval(), "Student, log scale"));
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("evaluation_description", "Generated tokens per sample (mean)");
    metric.put("lower_is_better", true);
    results.add(result(row, "tokens", metric, tokens));
  }

  private static void addVotes(List<Object> results, CurvePoint row, GenerationSummary found) {
    Map<String, Object> pass = scores(found.passAtK().mean());
    pass.put(
        "uncertainty",
        uncertainty(
            row, found.passAtK().standardError(), found.passInterval(), "Wilson, clustered"));
    results.add(result(row, "pass@" + found.k(), share("At least one of k right, unbiased"), pass));
    Map<String, Object> vote = scores(found.majority().mean());
    vote.put(
        "uncertainty",
        uncertainty(
            row, found.majority().standardError(), found.majorityInterval(), "Wilson, clustered"));
    results.add(result(row, "majority@" + found.k(), share("Majority vote of k samples"), vote));
  }

  private static Map<String, Object> result(
      CurvePoint row, String metric, Map<String, Object> config, Map<String, Object> scores) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("evaluation_name", row.benchmark() + " " + metric);
    result.put("source_data", Map.of("dataset_name", row.benchmark(), "source_type", "other"));
    result.put("metric_config", config);
    result.put("score_details", scores);
    return result;
  }

  private static Map<String, Object> share(String description) {
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("evaluation_description", description);
    metric.put("lower_is_better", false);
    metric.put("score_type", "continuous");
    metric.put("min_score", 0);
    metric.put("max_score", 1);
    return metric;
  }

  private static Map<String, Object> scores(double score) {
    Map<String, Object> scores = new LinkedHashMap<>();
    scores.put("score", score);
    return scores;
  }

  private static Map<String, Object> uncertainty(
      CurvePoint row, double error, Interval interval, String method) {
    Map<String, Object> uncertainty = new LinkedHashMap<>();
    if (!Double.isNaN(error)) {
      uncertainty.put("standard_error", Map.of("value", error, "method", "over problems"));
    }
    Map<String, Object> bounds = new LinkedHashMap<>();
    bounds.put("lower", interval.low());
    bounds.put("upper", interval.high());
    bounds.put("confidence_level", 0.95);
    bounds.put("method", method);
    uncertainty.put("confidence_interval", bounds);
    uncertainty.put("num_samples", row.samples());
    return uncertainty;
  }

  private static Map<String, String> details(CurvePoint row) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("problems", Integer.toString(row.problems()));
    details.put("think_ratio", Double.toString(row.rates().thought()));
    details.put("truncated_rate", Double.toString(row.rates().truncated()));
    details.put("unclosed_rate", Double.toString(row.rates().unclosed()));
    details.put("no_answer_rate", Double.toString(row.rates().unanswered()));
    details.put("error_rate", Double.toString(row.rates().errors()));
    return details;
  }

  private static String version() {
    String version = EveryEvalEver.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
