package org.alphagrid.benchmark;

import java.io.Serializable;

/**
 * Which field of a data record holds what.
 *
 * @param level null where the data has no difficulty
 * @param choices null where the problems are not multiple choice
 */
public record FieldMapping(String id, String question, String answer, String level, String choices)
    implements Serializable {}
