package org.alphagrid.report.table;

import java.time.Instant;
import java.util.Optional;

/**
 * Tells how samples of a benchmark came about; texts are empty where the table does not say.
 *
 * @param extractor name and version
 * @param grader name and version
 * @param newest when the last of these samples was started
 */
public record SampleOrigin(
    String benchmark,
    String benchmarkVersion,
    String protocolDigest,
    String extractor,
    String grader,
    String engine,
    String device,
    Optional<Instant> newest) {}
