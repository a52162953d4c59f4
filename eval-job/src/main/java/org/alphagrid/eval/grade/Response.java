package org.alphagrid.eval.grade;

/**
 * What a model answered, already split at the closing think tag.
 *
 * @param answer the text after the last closing tag, or all of it where nothing was thought; null,
 *     the text of a failed generation, counts as empty
 * @param thoughtUnclosed whether generation ended inside a thought; the answer is then not looked
 *     at
 */
public record Response(String answer, boolean thoughtUnclosed) {
  public Response {
    answer = answer == null ? "" : answer;
  }

  /** A response without a thought, or with the thought cut off. */
  public static Response answered(String answer) {
    return new Response(answer, false);
  }

  /** A response that ended inside its thought. */
  public static Response unclosedThought() {
    return new Response("", true);
  }
}
