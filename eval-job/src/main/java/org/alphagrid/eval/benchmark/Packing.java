package org.alphagrid.eval.benchmark;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.alphagrid.core.UserException;

/** Packed files, told by their first bytes. */
enum Packing {
  GZIP(0x1f, 0x8b) {
    @Override
    InputStream open(InputStream packed) throws IOException {
      return new GZIPInputStream(packed);
    }
  },
  ZSTD(0x28, 0xb5, 0x2f, 0xfd) {
    @Override
    InputStream open(InputStream packed) throws IOException {
      return new ZstdInputStream(packed).setContinuous(false);
    }
  };

  private final int[] magic;

  Packing(int... magic) {
    this.magic = magic;
  }

  abstract InputStream open(InputStream packed) throws IOException;

  /** The content of a packed file; other files as they are. */
  static byte[] unpack(String file, byte[] bytes) {
    for (Packing packing : values()) {
      if (packing.starts(bytes)) {
        try (InputStream content = packing.open(new ByteArrayInputStream(bytes))) {
          return content.readAllBytes();
        } catch (IOException e) {
          throw new UserException(
              "Cannot read problem file %s: broken %s: %s"
                  .formatted(
                      file, packing.name().toLowerCase(java.util.Locale.ROOT), e.getMessage()),
              e);
        }
      }
    }
    return bytes;
  }

  private boolean starts(byte[] bytes) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
