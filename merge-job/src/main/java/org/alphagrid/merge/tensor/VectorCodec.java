package org.alphagrid.merge.tensor;

/** Computes {@link BlockCodec} by the Vector API. */
final class VectorCodec extends BlockCodec {
  private static final int WIDTH = VectorLanes.WIDTH;

  /** Elements between two loops that would be too large for the compiler as one. */
  private static final int PART = 1024;

  @Override
  public void decode(DType dtype, byte[] source, int at, float[] target, int count) {
    int whole = whole(dtype, count);
    if (dtype == DType.BF16) {
      LoopsOfCodec.decodeBfloat16(source, at, target, whole);
    } else if (dtype == DType.F16) {
      LoopsOfCodec.decodeFloat16(source, at, target, whole);
    }
    decode(dtype, source, at, target, whole, count);
  }

  @Override
  public void encode(DType dtype, float[] source, int count, byte[] target, int at) {
    int whole = whole(dtype, count);
    if (dtype == DType.BF16) {
      LoopsOfCodec.encodeBfloat16(source, whole, target, at);
    } else if (dtype == DType.F16) {
      int[] part = new int[PART];
      for (int i = 0; i < whole; i += PART) {
        int length = Math.min(PART, whole - i);
        LoopsOfCodec.roundToFloat16(source, i, part, length);
        LoopsOfCodec.storeUpper(part, length, target, at + 2 * i);
      }
    }
    encode(dtype, source, whole, count, target, at);
  }

  /** Returns how many elements the loops take; the others are bulk copies or the definition's. */
  private static int whole(DType dtype, int count) {
    return dtype.bytes() == 2 ? count - count % (2 * WIDTH) : 0;
  }

  @Override
  public boolean allFinite(DType dtype, byte[] source, int at, int count) {
    if (dtype == DType.F64) {
      return allFinite(dtype, source, at, 0, count);
    }
    int whole = count - count % (4 * WIDTH / dtype.bytes());
    int to = at + whole * dtype.bytes();
    int overflow =
        switch (dtype) {
          case BF16 -> LoopsOfCodec.exponentOverflow(source, at, to, 0x7f807f80, 0x00800080);
          case F16 -> LoopsOfCodec.exponentOverflow(source, at, to, 0x7c007c00, 0x04000400);
          case F32, F64 -> LoopsOfCodec.exponentOverflow(source, at, to, 0x7f800000, 0x00800000);
        };
    int signs = dtype == DType.F32 ? 0x80000000 : 0x80008000;
    return (overflow & signs) == 0 && allFinite(dtype, source, at, whole, count);
  }
}
