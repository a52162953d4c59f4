package org.alphagrid.core.spark;

import java.util.Map;
import org.apache.spark.scheduler.SparkListenerEvent;

/**
 * Records how far a job is, in Spark's event log as {@code {"Event":
 * "org.alphagrid.core.spark.JobProgressEvent", "job": "eval", "time": ..., "figures": {...}}}. A
 * history server that does not know it passes it over.
 *
 * @param job its verb
 * @param time milliseconds since 1970
 * @param figures by {@link JobMetric#key}
 */
public record JobProgressEvent(String job, long time, Map<String, Double> figures)
    implements SparkListenerEvent {}
