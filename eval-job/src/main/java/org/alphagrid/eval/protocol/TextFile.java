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

/** Reads whole small files of any Hadoop file system: definitions and problem files. */
public final class TextFile {
  private TextFile() {}

  /**
   * Reads all bytes of a file.
   *
   * @param kind what the file is called in messages, for example {@code problem file}
   * @throws UserException when it cannot be read
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

  /**
   * Reads a file's text.
   *
   * @throws UserException when it cannot be read, or is not UTF-8: nothing is replaced
   */
  public static String text(String kind, Path file, Configuration hadoop) {
    return decode(kind, file.toString(), bytes(kind, file, hadoop));
  }

  /**
   * Decodes bytes already read from {@code source}.
   *
   * @throws UserException when they are not UTF-8
   */
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
