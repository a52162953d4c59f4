package org.alphagrid.eval.protocol;

import java.util.List;

/**
 * Holds what is said before the model answers, without the protocol's system turn.
 *
 * @param examples earlier turns of user and assistant, in order; may be empty
 * @param userTurn the question
 */
public record Conversation(List<Turn> examples, String userTurn) {
  /** Holds a question of the user and the assistant's reply. */
  public record Turn(String user, String assistant) {}

  public Conversation {
    examples = List.copyOf(examples);
  }

  /** Returns a conversation of a single user turn. */
  public static Conversation of(String userTurn) {
    return new Conversation(List.of(), userTurn);
  }
}
