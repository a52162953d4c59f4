package org.alphagrid.merge.compatibility;

/**
 * Describes something in which two checkpoints differ.
 *
 * @param name what a sweep allows it by, for example {@code config.rope_theta}
 * @param weight what follows from it
 * @param text both values, with the checkpoints' names
 */
public record Difference(String name, Weight weight, String text) {
  /** Says what follows from a difference. */
  public enum Weight {
    /** Prevents a merge. */
    FATAL,
    /** Changes what a merged model computes; an error unless allowed by name. */
    MODEL,
    /** Does not change the model. */
    NOTE
  }

  /** Makes a difference that no setting allows. */
  public static Difference fatal(String name, String text) {
    return new Difference(name, Weight.FATAL, text);
  }

  static Difference model(String name, String text) {
    return new Difference(name, Weight.MODEL, text);
  }

  static Difference note(String name, String text) {
    return new Difference(name, Weight.NOTE, text);
  }
}
