package org.alphagrid.merge.compatibility;

import java.util.List;
import java.util.stream.Stream;
import org.alphagrid.core.plugin.Suggestion;

/** The names differences have. */
public final class DifferenceNames {
  /** A model family that is not known here. */
  public static final String FAMILY = "family";

  /** Texts are cut into other tokens, or tokens have other ids. */
  static final String TOKENIZER = "tokenizer";

  /** Tokens added to the vocabulary. */
  static final String ADDED_TOKENS = "added_tokens";

  /** Which tokens begin, end and pad a text. */
  static final String SPECIAL_TOKENS = "special_tokens";

  /** A head is stored that is not the embedding it is tied to. */
  static final String TIED_HEAD = "tied_head";

  /** How conversations become prompts. */
  static final String CHAT_TEMPLATE = "chat_template";

  /** Keys of config.json are called by this and their path. */
  static final String CONFIG = "config.";

  /** Tensors that one of them lacks. */
  static final String TENSORS = "tensors";

  /** Tensors of other dimensions. */
  static final String SHAPES = "shapes";

  /** Embeddings of other numbers of rows. */
  static final String VOCABULARY = "vocabulary";

  /** Other element types. */
  static final String DTYPE = "dtype";

  /** Values that are no numbers. */
  public static final String FINITE = "finite";

  /** Sampling defaults. */
  static final String GENERATION = "generation_config";

  /** What else the tokenizer's settings say. */
  static final String TOKENIZER_CONFIG = "tokenizer_config";

  private static final List<String> ALLOWABLE =
      List.of(FAMILY, TOKENIZER, ADDED_TOKENS, SPECIAL_TOKENS, CHAT_TEMPLATE, TIED_HEAD);

  private DifferenceNames() {}

  /**
   * Checks a name that a user allows.
   *
   * @throws IllegalArgumentException naming the nearest when no difference of that name can be
   *     allowed
   */
  public static String requireAllowable(String name) {
    boolean key = name.startsWith(CONFIG) && name.length() > CONFIG.length();
    if (!key && !ALLOWABLE.contains(name)) {
      throw new IllegalArgumentException(
          Suggestion.unknown(
              "difference",
              name,
              Stream.concat(ALLOWABLE.stream(), Stream.of(CONFIG + "<key>")).toList()));
    }
    return name;
  }
}
