package org.alphagrid.eval.protocol;

import java.util.List;

/**
 * What is said before the model answers, the protocol's system turn aside.
 *
 * @param examples earlier turns of user and assistant
 * @param userTurn the question
 */
public record Conversation(List<Turn> examples, String userTurn) {
  /** A question of the user and the assistant's reply. */
  public record Turn(String user, String assistant) {}

  public Conversation {
    examples = List.copyOf(examples);
  }

  /** A single user turn. */
  public static Conversation of(String userTurn) {
    return new Conversation(List.of(), userTurn);
  }
}
