package org.alphagrid.merge.compatibility;

import java.util.List;
import java.util.stream.Stream;
import org.alphagrid.core.plugin.Suggestion;

/** Lists the names of differences. */
public final class DifferenceNames {
  /** Names a model family that is not known here. */
  public static final String FAMILY = "family";

  /** Names differences of how text is cut into tokens, and of their ids. */
  static final String TOKENIZER = "tokenizer";

  /** Names differences of added tokens. */
  static final String ADDED_TOKENS = "added_tokens";

  /** Names differences of the tokens that begin, end and pad a text. */
  static final String SPECIAL_TOKENS = "special_tokens";

  /** Names a stored head that differs from the embedding it is tied to. */
  public static final String TIED_HEAD = "tied_head";

  /** Names differences of chat templates. */
  static final String CHAT_TEMPLATE = "chat_template";

  /** Begins the name of a key of config.json; its path follows. */
  static final String CONFIG = "config.";

  /** Names tensors that one of the checkpoints lacks. */
  static final String TENSORS = "tensors";

  /** Names tensors of different dimensions. */
  static final String SHAPES = "shapes";

  /** Names embeddings of different numbers of rows. */
  static final String VOCABULARY = "vocabulary";

  /** Names stored tensors that are no weights. */
  static final String BUFFERS = "buffers";

  /** Names different element types. */
  static final String DTYPE = "dtype";

  /** Names values that are NaN or infinite. */
  public static final String FINITE = "finite";

  /** Names differences of sampling defaults. */
  static final String GENERATION = "generation_config";

  /** Names differences of other settings of the tokenizer. */
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
