package org.alphagrid.inspect;

import java.io.Serializable;

/**
 * Some elements of one tensor. Pieces are cut by size alone, so that sums over them do not depend
 * on how many executors there are.
 *
 * @param tensor its name
 * @param first index of the first element
 * @param count how many
 */
public record Piece(String tensor, long first, long count) implements Serializable {}
