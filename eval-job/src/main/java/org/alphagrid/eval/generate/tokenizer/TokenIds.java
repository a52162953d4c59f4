package org.alphagrid.eval.generate.tokenizer;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Holds a sequence of token ids that never changes; equal sequences are equal keys. */
public final class TokenIds implements Serializable {
  private static final long serialVersionUID = 1;

  private final int[] ids;
  private final int hash;

  private TokenIds(int[] ids) {
    this.ids = ids;
    this.hash = Arrays.hashCode(ids);
  }

  public static TokenIds of(int... ids) {
    return new TokenIds(ids.clone());
  }

  /** Makes a sequence of the ids that a tokenizer gives. */
  public static TokenIds of(long[] ids) {
    return new TokenIds(Arrays.stream(ids).mapToInt(Math::toIntExact).toArray());
  }

  /** Returns the number of ids. */
  public int length() {
    return ids.length;
  }

  /** Returns the id at a 0-based index. */
  public int at(int index) {
    return ids[index];
  }

  /** Returns the ids from {@code begin} on, up to before {@code end}. */
  public TokenIds slice(int begin, int end) {
    return new TokenIds(Arrays.copyOfRange(ids, begin, end));
  }

  /** Returns all ids in order. */
  public IntStream stream() {
    return Arrays.stream(ids);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenIds that && hash == that.hash && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(ids);
  }
}
