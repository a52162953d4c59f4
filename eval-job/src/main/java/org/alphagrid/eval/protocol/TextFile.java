package org.alphagrid.eval.protocol;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.alphagrid.core.UserException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Whole small files of any Hadoop file system: definitions and problem files. */
public final class TextFile {
  private TextFile() {}

  /**
   * All bytes of a file.
   *
   * @param kind what the file is called in messages, for example {@code problem file}
   */
  public static byte[] bytes(String kind, Path file, Configuration hadoop) {
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      throw new UserException("Cannot read %s %s: no such file".formatted(kind, file), e);
    } catch (IOException e) {
      throw new UserException("Cannot read %s %s: %s".formatted(kind, file, e.getMessage()), e);
    }
  }

  /** A file's text, refusing bytes that are not UTF-8 rather than replacing them. */
  public static String text(String kind, Path file, Configuration hadoop) {
    return decode(kind, file.toString(), bytes(kind, file, hadoop));
  }

  /** UTF-8 text of bytes already read from {@code source}. */
  public static String decode(String kind, String source, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new UserException("Cannot read %s %s: not UTF-8 text".formatted(kind, source), e);
    }
  }
}
