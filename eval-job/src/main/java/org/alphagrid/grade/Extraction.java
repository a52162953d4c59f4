package org.alphagrid.grade;

/**
 * What an extractor found.
 *
 * @param candidate the answer as written
 * @param rule which of the extractor's rules found it
 */
public record Extraction(String candidate, String rule) {}
