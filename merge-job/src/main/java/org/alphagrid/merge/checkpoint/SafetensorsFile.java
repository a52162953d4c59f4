package org.alphagrid.merge.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.apache.hadoop.fs.Path;

/** Holds one safetensors file, opened and checked. */
public final class SafetensorsFile implements Closeable {
  private final Path path;
  private final ShardBytes bytes;
  private final SafetensorsHeader header;
  private final long dataStart;
  private final Map<String, TensorEntry> tensors = new HashMap<>();

  private SafetensorsFile(Path path, ShardBytes bytes) throws IOException {
    this.path = path;
    this.bytes = bytes;
    if (bytes.length() < SafetensorsHeader.LENGTH_BYTES) {
      throw new UserException(
          "Cannot read %s: %d bytes long, too short for a safetensors header"
              .formatted(path, bytes.length()));
    }
    byte[] begin = new byte[(int) Math.min(GitLfsPointer.LENGTH, bytes.length())];
    bytes.slice(0, begin.length).get(begin);
    GitLfsPointer.refuse(path, begin);
    long stated = bytes.slice(0, SafetensorsHeader.LENGTH_BYTES).getLong();
    int headerBytes = SafetensorsHeader.checkLength(path.toString(), stated, bytes.length());
    dataStart = SafetensorsHeader.LENGTH_BYTES + (long) headerBytes;
    header =
        SafetensorsHeader.parse(
            path.toString(), readHeader(headerBytes), bytes.length() - dataStart);
    header.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
  }

  /**
   * Opens a file and validates its header.
   *
   * @throws UserException when the file is not valid; see the package documentation
   */
  public static SafetensorsFile open(Path path) throws IOException {
    return open(path, ShardBytes::open);
  }

  /** Opens a file in one of the ways there are, and validates its header. */
  static SafetensorsFile open(Path path, ShardBytes.Opener opener) throws IOException {
    ShardBytes bytes = opener.open(path);
    try {
      return new SafetensorsFile(path, bytes);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private byte[] readHeader(int headerBytes) throws IOException {
    byte[] json = new byte[headerBytes];
    for (int done = 0; done < headerBytes; ) {
      int count = Math.min(ShardBytes.MAX_SLICE_BYTES, headerBytes - done);
      bytes.slice(SafetensorsHeader.LENGTH_BYTES + (long) done, count).get(json, done, count);
      done += count;
    }
    return json;
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  SafetensorsHeader header() {
    return header;
  }

  /** Returns one tensor, or null. */
  public TensorEntry tensor(String name) {
    return tensors.get(name);
  }

  /** Returns the position in the file of the first tensor byte. */
  long dataStart() {
    return dataStart;
  }

  /** Returns the bytes of one tensor; see {@link Checkpoint#slice}. */
  public ByteBuffer slice(TensorEntry tensor, long offset, int count) throws IOException {
    return bytes.slice(dataStart + tensor.begin() + offset, count);
  }

  /** See {@link Checkpoint#expect}. */
  public void expect(List<TensorSpan> spans) {
    bytes.expect(
        spans.stream()
            .map(
                span ->
                    new ShardBytes.Range(
                        dataStart + span.tensor().begin() + span.offset(), span.bytes()))
            .toList());
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
