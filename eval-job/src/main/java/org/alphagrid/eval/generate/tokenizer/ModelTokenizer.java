package org.alphagrid.eval.generate.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.architecture.DecoderSpec;

/**
 * Encodes and decodes text by a checkpoint's own tokenizer, read from its {@code tokenizer.json}
 * without any download. Nothing is truncated, padded or added: the library's default would cut at
 * 512 tokens without a word.
 *
 * <p>May be used by several threads.
 */
public final class ModelTokenizer implements AutoCloseable {
  static {
    OfflineDjl.require();
  }

  private final Path file;
  private final HuggingFaceTokenizer tokenizer;
  private final int vocabularySize;

  private ModelTokenizer(Path file, HuggingFaceTokenizer tokenizer, int vocabularySize) {
    this.file = file;
    this.tokenizer = tokenizer;
    this.vocabularySize = vocabularySize;
  }

  /**
   * Reads a tokenizer.
   *
   * @param file the {@code tokenizer.json}
   * @throws UncheckedIOException when it cannot be read
   * @throws UserException when it is no tokenizer this library knows
   */
  public static ModelTokenizer open(Path file) {
    try {
      TokenizerCheck.require(file);
      int vocabularySize = TokenizerFile.vocabularySize(file);
      Map<String, String> options =
          Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false");
      return new ModelTokenizer(
          file, HuggingFaceTokenizer.newInstance(file, options), vocabularySize);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read tokenizer " + file + ": " + e.getMessage(), e);
    } catch (UserException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UserException("Cannot read tokenizer " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns the ids of a text; special tokens written out in it become their ids, none are added.
   */
  public TokenIds encode(String text) {
    return encode(text, false);
  }

  /**
   * Returns the ids of a text with the special tokens the tokenizer puts around it, for raw
   * prompts.
   */
  public TokenIds encodeAddingSpecial(String text) {
    return encode(text, true);
  }

  private TokenIds encode(String text, boolean special) {
    try {
      return TokenIds.of(tokenizer.encode(text, special, false).getIds());
    } catch (RuntimeException e) {
      throw new UserException(
          "Cannot encode a text of %d characters with tokenizer %s: %s"
              .formatted(text.length(), file, e.getMessage()),
          e);
    }
  }

  /** Returns the text of ids, special tokens written out. */
  public String decode(TokenIds ids) {
    return tokenizer.decode(longs(ids), false);
  }

  /** Returns the text of ids, special tokens left out. */
  public String decodeWithoutSpecial(TokenIds ids) {
    return tokenizer.decode(longs(ids), true);
  }

  /**
   * Returns the id of a token by its text, for example {@code </think>}; empty when it is not one
   * token.
   */
  public OptionalInt id(String token) {
    TokenIds ids = encode(token);
    return ids.length() == 1 && decode(ids).equals(token)
        ? OptionalInt.of(ids.at(0))
        : OptionalInt.empty();
  }

  /** Returns one more than the highest id. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /**
   * Checks the tokenizer against a model.
   *
   * @throws UserException when there are ids that the model has no embedding for
   */
  public void requireFits(DecoderSpec model) {
    int rows = model.vocabularySize();
    if (vocabularySize > rows) {
      throw new UserException(
          "Invalid tokenizer: %s has ids up to %d (must be below %d, the rows of the model's embedding)"
              .formatted(file, vocabularySize - 1, rows));
    }
  }

  private static long[] longs(TokenIds ids) {
    return ids.stream().asLongStream().toArray();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
