package org.alphagrid.mergejob;

import java.io.Serializable;
import java.util.Map;

/**
 * What a task wrote.
 *
 * @param digests for each point id the hexadecimal SHA-256 of each tensor's bytes
 */
record MergeTaskResult(Map<String, Map<String, String>> digests) implements Serializable {}
