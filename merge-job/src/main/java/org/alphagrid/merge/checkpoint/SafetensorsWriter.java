package org.alphagrid.merge.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;

/** Writes one safetensors file: all tensors announced first, then their bytes in that order. */
public final class SafetensorsWriter implements Closeable {
  /** Describes a tensor that a file will hold. */
  public record Announced(String name, DType dtype, Shape shape) {}

  private final OutputStream out;
  private final long dataBytes;
  private long written;

  /**
   * Writes the header.
   *
   * @param out taken over and closed by {@link #close}
   */
  public SafetensorsWriter(OutputStream out, List<Announced> tensors) throws IOException {
    this.out = out;
    SafetensorsHeader header = header(tensors);
    dataBytes = header.dataBytes();
    out.write(header.encode());
  }

  /** Returns the header of a file that holds these tensors in this order, without gaps. */
  public static SafetensorsHeader header(List<Announced> tensors) {
    List<TensorEntry> entries = new ArrayList<>();
    long position = 0;
    for (Announced tensor : tensors) {
      long end = position + TensorEntry.byteCount(tensor.dtype(), tensor.shape());
      entries.add(new TensorEntry(tensor.name(), tensor.dtype(), tensor.shape(), position, end));
      position = end;
    }
    return new SafetensorsHeader(entries, Map.of("format", "pt"));
  }

  /** Appends tensor bytes. */
  public void write(byte[] bytes, int count) throws IOException {
    out.write(bytes, 0, count);
    written += count;
  }

  /**
   * @throws IllegalStateException when fewer or more bytes were written than announced
   */
  @Override
  public void close() throws IOException {
    out.close();
    if (written != dataBytes) {
      throw new IllegalStateException(
          "Wrote %d tensor bytes, announced %d".formatted(written, dataBytes));
    }
  }
}
