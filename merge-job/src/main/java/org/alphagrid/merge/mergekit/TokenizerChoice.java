package org.alphagrid.merge.mergekit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;

/**
 * Says whose tokens the merged model knows, from {@code tokenizer_source} or {@code tokenizer}.
 *
 * @param source {@link #UNION}, {@link #BASE}, or a model's path
 * @param tokens where the rows of single tokens come from
 * @param multiple embeddings are padded to a multiple of so many rows
 */
record TokenizerChoice(String source, Map<String, TokenRow> tokens, int multiple) {
  /** Takes the tokens of all models: those of the base first. */
  static final String UNION = "union";

  /** Takes the tokens of base_model, or of the first model. */
  static final String BASE = "base";

  private static final String MODEL_PREFIX = "model:";
  private static final String SHORT = "tokenizer_source";
  private static final String LONG = "tokenizer";

  /**
   * Says where a token's row comes from in models that lack it.
   *
   * @param model its path; empty for a row of zeros
   * @param token another token of that model; empty for the same
   * @param id the id of that other token; -1 where it is given by name
   * @param force whether models that have the token take this row too
   */
  record TokenRow(Optional<String> model, Optional<String> token, int id, boolean force) {
    static TokenRow read(ConfigNode node) {
      node.allow(Set.of("source", "force"));
      boolean force = node.optional("force").map(ConfigNode::flag).orElse(false);
      ConfigNode source = node.required("source");
      if (!source.isObject() || source.optional("kind").isEmpty()) {
        return new TokenRow(Optional.of(MergekitSource.path(source)), Optional.empty(), -1, force);
      }
      String kind = source.required("kind").text();
      if (kind.equals("zero")) {
        source.allow(Set.of("kind"));
        return new TokenRow(Optional.empty(), Optional.empty(), -1, force);
      }
      if (!kind.equals("model_token")) {
        throw source.required("kind").invalid("model_token or zero");
      }
      source.allow(Set.of("kind", "model", "token", "token_id"));
      if (source.optional("token").isPresent() == source.optional("token_id").isPresent()) {
        throw source.invalid("a model with either token or token_id");
      }
      return new TokenRow(
          Optional.of(MergekitSource.path(source.required("model"))),
          source.optional("token").map(ConfigNode::text),
          source.optional("token_id").map(id -> id.integer(0, Integer.MAX_VALUE)).orElse(-1),
          force);
    }
  }

  /** Returns the same with other names of models. */
  TokenizerChoice named(UnaryOperator<String> names) {
    Map<String, TokenRow> rows = new LinkedHashMap<>();
    tokens.forEach(
        (token, row) ->
            rows.put(
                token, new TokenRow(row.model().map(names), row.token(), row.id(), row.force())));
    boolean model = !source.equals(UNION) && !source.equals(BASE);
    return new TokenizerChoice(model ? names.apply(source) : source, rows, multiple);
  }

  /** Reads it from a configuration; empty where tokenizers play no part. */
  static Optional<TokenizerChoice> read(ConfigNode root) {
    Optional<ConfigNode> brief = root.optional(SHORT);
    Optional<ConfigNode> full = root.optional(LONG);
    if (brief.isPresent() && full.isPresent()) {
      throw new UserException(
          "Invalid %s: it must have either 'tokenizer_source' or 'tokenizer'"
              .formatted(root.source()));
    }
    if (brief.isPresent()) {
      return Optional.of(new TokenizerChoice(source(brief.get()), Map.of(), 1));
    }
    return full.map(TokenizerChoice::readFull);
  }

  private static TokenizerChoice readFull(ConfigNode node) {
    node.allow(Set.of("source", "tokens", "pad_to_multiple_of"));
    Map<String, TokenRow> tokens = new LinkedHashMap<>();
    node.optional("tokens")
        .ifPresent(
            all -> all.entries().forEach((token, row) -> tokens.put(token, TokenRow.read(row))));
    return new TokenizerChoice(
        node.optional("source").map(TokenizerChoice::source).orElse(UNION),
        tokens,
        node.optional("pad_to_multiple_of").map(n -> n.integer(1, 1 << 20)).orElse(1));
  }

  private static String source(ConfigNode node) {
    String text = MergekitSource.path(node);
    return text.startsWith(MODEL_PREFIX) ? text.substring(MODEL_PREFIX.length()) : text;
  }
}
