package org.alphagrid.method;

/**
 * The flat index of the n-th element of one exact magnitude.
 *
 * @param magnitude of every element, not negative
 * @param bits of the magnitude looked for
 * @param ordinal which one, from 1
 */
record NthTie(BlockKernel magnitude, int bits, long ordinal) implements Scan<Long> {
  @Override
  public boolean wholeRows() {
    return magnitude.wholeRows();
  }

  @Override
  public Pass<Long> start(TensorShape shape) {
    return new Search();
  }

  private final class Search implements Pass<Long> {
    private float[] values = new float[0];
    private long left = ordinal;
    private long found = -1;

    @Override
    public void add(ParentBlock block) {
      if (left == 0) {
        return;
      }
      if (values.length < block.length()) {
        values = new float[block.length()];
      }
      magnitude.merge(block, values);
      for (int i = 0; i < block.length() && left > 0; i++) {
        if (Float.floatToRawIntBits(values[i]) == bits && --left == 0) {
          found = block.first() + i;
        }
      }
    }

    @Override
    public Long result() {
      return found;
    }
  }
}
