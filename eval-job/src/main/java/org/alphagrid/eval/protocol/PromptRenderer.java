package org.alphagrid.eval.protocol;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.eval.template.ChatTemplate;
import org.alphagrid.eval.template.Message;
import org.alphagrid.eval.template.TokenizerConfig;

/** Renders prompts: a protocol bound to the chat template of one model's tokenizer files. */
public final class PromptRenderer {
  private static final String NEUTRAL_TURN = "x";

  private final Protocol protocol;
  private final ChatTemplate template;

  /**
   * @param template null for raw prompts
   */
  private PromptRenderer(Protocol protocol, ChatTemplate template) {
    this.protocol = protocol;
    this.template = template;
  }

  /**
   * Binds a protocol to a model directory; raw prompts read nothing from it.
   *
   * @param model local directory with {@code tokenizer_config.json}
   */
  public static PromptRenderer of(Protocol protocol, Path model) {
    return switch (protocol.template().kind()) {
      case RAW -> new PromptRenderer(protocol, null);
      case TOKENIZER -> of(protocol, TokenizerConfig.read(model));
      case INLINE ->
          Files.exists(model.resolve("tokenizer_config.json"))
              ? of(protocol, TokenizerConfig.read(model))
              : new PromptRenderer(protocol, inline(protocol, Map.of()));
    };
  }

  /** Binds a protocol to tokenizer files that are already read. */
  public static PromptRenderer of(Protocol protocol, TokenizerConfig tokenizer) {
    return switch (protocol.template().kind()) {
      case RAW -> new PromptRenderer(protocol, null);
      case TOKENIZER -> new PromptRenderer(protocol, tokenizer.chatTemplate());
      case INLINE -> new PromptRenderer(protocol, inline(protocol, tokenizer.specialTokens()));
    };
  }

  private static ChatTemplate inline(Protocol protocol, Map<String, Object> specialTokens) {
    return new ChatTemplate(
        "protocol '" + protocol.name() + "'", protocol.template().text(), specialTokens);
  }

  /** Renders the prompt for a user turn. */
  public Prompt render(String userTurn) {
    return render(Conversation.of(userTurn));
  }

  /**
   * Renders the prompt for a conversation: system turn, examples, user turn, the start of the
   * assistant's turn, then the opener. Without a template the examples stand before the user turn.
   *
   * @throws org.alphagrid.core.UserException when the template refuses the conversation
   */
  public Prompt render(Conversation conversation) {
    String text = template == null ? raw(conversation) : chat(protocol.system(), conversation);
    return new Prompt(text + protocol.opener(), opensThought(), template == null);
  }

  // Told from the prompt for a neutral question, because a real one may contain the tags.
  private boolean opensThought() {
    String system = protocol.system() == null ? null : NEUTRAL_TURN;
    String text = template == null ? "" : chat(system, Conversation.of(NEUTRAL_TURN));
    return protocol.tagsOrDefault().leavesThoughtOpen(text + protocol.opener());
  }

  private String raw(Conversation conversation) {
    StringBuilder text = new StringBuilder();
    conversation
        .examples()
        .forEach(
            turn ->
                text.append(turn.user())
                    .append(protocol.opener())
                    .append(turn.assistant())
                    .append("\n\n"));
    return text.append(conversation.userTurn()).toString();
  }

  private String chat(String system, Conversation conversation) {
    List<Message> messages = new ArrayList<>();
    if (system != null) {
      messages.add(Message.system(system));
    }
    for (Conversation.Turn turn : conversation.examples()) {
      messages.add(Message.user(turn.user()));
      messages.add(Message.assistant(turn.assistant()));
    }
    messages.add(Message.user(conversation.userTurn()));
    Map<String, Object> variables = new HashMap<>(protocol.templateVariables());
    variables.put("add_generation_prompt", true);
    return template.render(messages, variables, protocol.date());
  }

  /** Returns the chat template; null for raw prompts. */
  public ChatTemplate template() {
    return template;
  }

  /** Returns SHA-256 over the protocol, the template and the special tokens it may print. */
  public String digest() {
    ContentDigest digest = new ContentDigest().add("protocol", protocol.digest());
    if (template != null) {
      digest.add("template", template.text());
      new TreeMap<>(template.specialTokens()).forEach(digest::add);
    }
    return digest.hex();
  }
}
