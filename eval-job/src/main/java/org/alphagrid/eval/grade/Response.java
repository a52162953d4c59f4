package org.alphagrid.eval.grade;

/**
 * Holds what a model answered, already split at the closing think tag.
 *
 * @param answer the text after the first closing tag, or all of it where nothing was thought; null,
 *     the text of a failed generation, becomes the empty text
 * @param thoughtUnclosed whether generation ended inside a thought; the answer is then not looked
 *     at
 */
public record Response(String answer, boolean thoughtUnclosed) {
  public Response {
    answer = answer == null ? "" : answer;
  }

  /** Returns a response whose thought, if there was one, is already taken away. */
  public static Response answered(String answer) {
    return new Response(answer, false);
  }

  /** Returns a response that ended inside its thought. */
  public static Response unclosedThought() {
    return new Response("", true);
  }
}
