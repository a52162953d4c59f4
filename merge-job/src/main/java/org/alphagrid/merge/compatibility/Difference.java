package org.alphagrid.merge.compatibility;

/**
 * Something in which two checkpoints differ.
 *
 * @param name what a sweep allows it by, for example {@code config.rope_theta}
 * @param weight what follows from it
 * @param text both values, with the checkpoints' names
 */
public record Difference(String name, Weight weight, String text) {
  /** What follows from a difference. */
  public enum Weight {
    /** The checkpoints cannot be merged. */
    FATAL,
    /** A merged model would not be what its parents are; an error unless allowed by name. */
    MODEL,
    /** Of no consequence for the model. */
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
