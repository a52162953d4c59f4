package org.alphagrid.core.spark;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;

/**
 * The figures of the job that runs in this JVM: gauges among Spark's metrics, and an event in
 * Spark's event log whenever they change.
 */
public final class JobMetrics {
  private static final Map<JobMetric, Double> CURRENT = new ConcurrentHashMap<>();

  private JobMetrics() {}

  /**
   * Replaces figures.
   *
   * @param job its verb, for example {@code eval}
   */
  public static void publish(SparkContext spark, String job, Map<JobMetric, Double> figures) {
    CURRENT.putAll(figures);
    Map<String, Double> named = new TreeMap<>();
    // JSON has no NaN.
    figures.forEach(
        (figure, value) -> named.put(figure.key(), Double.isFinite(value) ? value : null));
    spark.listenerBus().post(new JobProgressEvent(job, System.currentTimeMillis(), named));
  }

  /** One gauge for each figure; NaN where this job has none. */
  static void register(MetricRegistry registry) {
    for (JobMetric figure : JobMetric.values()) {
      registry.register(
          figure.key(), (Gauge<Double>) () -> CURRENT.getOrDefault(figure, Double.NaN));
    }
  }

  /** Forgets what an earlier job of this JVM told. */
  static void clear() {
    CURRENT.clear();
  }
}
