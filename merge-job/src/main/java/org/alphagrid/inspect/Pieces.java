package org.alphagrid.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.tensor.BlockMath;

/** Cuts tensors into pieces and counts them. */
public final class Pieces {
  /** Elements of one piece. */
  static final long PIECE_ELEMENTS = 1L << 24;

  private static final int BLOCK_ELEMENTS = 1 << 16;

  private Pieces() {}

  /** The tensors that all checkpoints have in one shape, in pieces, ordered by name. */
  public static List<Piece> of(List<Checkpoint> checkpoints) {
    List<Piece> pieces = new ArrayList<>();
    for (TensorEntry tensor : checkpoints.get(0).tensors()) {
      boolean common =
          checkpoints.stream()
              .map(checkpoint -> checkpoint.tensor(tensor.name()))
              .allMatch(other -> other != null && other.shape().equals(tensor.shape()));
      long elements = tensor.shape().elements();
      for (long first = 0; common && first < elements; first += PIECE_ELEMENTS) {
        pieces.add(new Piece(tensor.name(), first, Math.min(PIECE_ELEMENTS, elements - first)));
      }
    }
    return pieces;
  }

  /** Reads a piece of every checkpoint and adds it up. */
  public static TensorSums count(List<Checkpoint> checkpoints, int base, Piece piece)
      throws IOException {
    TensorSums sums = new TensorSums(checkpoints.size(), base);
    byte[] bytes = new byte[BLOCK_ELEMENTS * Double.BYTES];
    float[][] blocks = new float[checkpoints.size()][BLOCK_ELEMENTS];
    for (long done = 0; done < piece.count(); done += BLOCK_ELEMENTS) {
      int count = (int) Math.min(BLOCK_ELEMENTS, piece.count() - done);
      long first = piece.first() + done;
      for (int c = 0; c < blocks.length; c++) {
        TensorEntry tensor = checkpoints.get(c).tensor(piece.tensor());
        int width = tensor.dtype().bytes();
        checkpoints.get(c).slice(tensor, first * width, count * width).get(bytes, 0, count * width);
        BlockMath.fastest().codec().decode(tensor.dtype(), bytes, 0, blocks[c], count);
      }
      sums.add(blocks, first, count);
    }
    return sums;
  }
}
