package org.alphagrid.eval.template;

import java.util.LinkedHashMap;
import java.util.Map;

/** Holds one turn of a conversation. */
public record Message(String role, String content) {
  /** Returns a turn of the user. */
  public static Message user(String content) {
    return new Message("user", content);
  }

  /** Returns a turn of the assistant. */
  public static Message assistant(String content) {
    return new Message("assistant", content);
  }

  /** Instructions before the first turn. */
  public static Message system(String content) {
    return new Message("system", content);
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("role", role);
    fields.put("content", content);
    return fields;
  }
}
