package org.alphagrid.eval.generate.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.BitSet;
import java.util.Deque;
import org.alphagrid.eval.generate.tokenizer.TokenizerCheck.InvalidTokenizer;

/**
 * Checks SentencePiece's table of characters and what each becomes: in base64, a trie as a double
 * array (Aoe, 1989) behind its length in bytes, then texts that end in a zero. The tokenizer
 * library follows its offsets without looking whether they lie inside.
 */
final class CharacterMap {
  private static final int MOST_BYTE = 0xff;

  private final String where;
  private final int[] trie;
  private final ByteBuffer texts;

  private CharacterMap(String where, int[] trie, ByteBuffer texts) {
    this.where = where;
    this.trie = trie;
    this.texts = texts;
  }

  /** Refuses a table that some text would lead out of. */
  static void require(String where, JsonNode map) {
    ByteBuffer bytes = ByteBuffer.wrap(decoded(where, map)).order(ByteOrder.LITTLE_ENDIAN);
    long size = bytes.remaining() < Integer.BYTES ? 0 : Integer.toUnsignedLong(bytes.getInt());
    if (size < Integer.BYTES || size > bytes.remaining()) {
      throw new InvalidTokenizer(where + ": precompiled_charsmap is cut short");
    }
    int[] trie = new int[(int) (size / Integer.BYTES)];
    for (int i = 0; i < trie.length; i++) {
      trie[i] = bytes.getInt();
    }
    ByteBuffer texts = bytes.slice();
    requireUtf8(where, texts.duplicate());
    new CharacterMap(where, trie, texts).walk();
  }

  private static byte[] decoded(String where, JsonNode map) {
    try {
      return Base64.getDecoder().decode(map.isTextual() ? map.asText() : "?");
    } catch (IllegalArgumentException e) {
      throw new InvalidTokenizer(where + ": precompiled_charsmap is no base64 text");
    }
  }

  private static void requireUtf8(String where, ByteBuffer texts) {
    try {
      CharBuffer unused = StandardCharsets.UTF_8.newDecoder().decode(texts);
    } catch (CharacterCodingException e) {
      throw new InvalidTokenizer(where + ": the texts of precompiled_charsmap are no UTF-8");
    }
  }

  /** Goes to every place that some text leads to. */
  private void walk() {
    BitSet seen = new BitSet();
    Deque<Integer> places = new ArrayDeque<>();
    places.push(inside(offset(trie[0])));
    while (!places.isEmpty()) {
      int place = places.pop();
      if (!seen.get(place)) {
        seen.set(place);
        for (int letter = 1; letter <= MOST_BYTE; letter++) {
          int next = inside(place ^ letter);
          if ((trie[next] & 0x8000_00ff) == letter) {
            int child = inside(next ^ offset(trie[next]));
            if ((trie[next] >>> 8 & 1) == 1) {
              requireText(trie[child] & Integer.MAX_VALUE);
            }
            places.push(child);
          }
        }
      }
    }
  }

  private static int offset(int unit) {
    return unit >>> 10 << ((unit & 0x200) >>> 6);
  }

  private int inside(int place) {
    if (place < 0 || place >= trie.length) {
      throw new InvalidTokenizer(where + ": the trie of precompiled_charsmap leads out of itself");
    }
    return place;
  }

  private void requireText(int at) {
    boolean begins = at == texts.limit() || at < texts.limit() && (texts.get(at) & 0xc0) != 0x80;
    if (!begins) {
      throw new InvalidTokenizer(
          where + ": precompiled_charsmap names a text that is not there: " + at);
    }
  }
}
