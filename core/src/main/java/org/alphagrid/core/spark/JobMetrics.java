package org.alphagrid.core.spark;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;

/**
 * Publishes the metrics of the job that runs in this JVM: as gauges among Spark's metrics, and as
 * an event in Spark's event log whenever they change.
 */
public final class JobMetrics {
  private static final Map<JobMetric, Double> CURRENT = new ConcurrentHashMap<>();

  private JobMetrics() {}

  /**
   * Replaces the values of metrics.
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

  /** Registers one gauge for each metric; NaN where this job has no value. */
  static void register(MetricRegistry registry) {
    for (JobMetric figure : JobMetric.values()) {
      registry.register(
          figure.key(), (Gauge<Double>) () -> CURRENT.getOrDefault(figure, Double.NaN));
    }
  }

  /** Removes the values of an earlier job of this JVM. */
  static void clear() {
    CURRENT.clear();
  }
}
