package org.alphagrid.method;

/**
 * The factor that gives a masked task vector its L1 norm back: {@code sum |d| / sum |kept d|}.
 *
 * @param model whose task vector
 * @param mask what is kept of it
 * @param least where a sum is below this the factor is 1
 */
record KeptMass(int model, DeltaMask mask, double least) implements Scan<Double> {
  @Override
  public boolean wholeRows() {
    return mask.wholeRows();
  }

  @Override
  public Pass<Double> start(TensorShape shape) {
    return new Sums();
  }

  private final class Sums implements Pass<Double> {
    private double all;
    private double kept;
    private float[] delta = new float[0];

    @Override
    public void add(ParentBlock block) {
      int length = block.length();
      if (delta.length < length) {
        delta = new float[length];
      }
      float[] x = block.models()[model];
      float[] base = block.base();
      double sum = all;
      for (int i = 0; i < length; i++) {
        delta[i] = x[i] - base[i];
        sum += Math.abs(delta[i]);
      }
      all = sum;
      mask.apply(delta, block.first(), length);
      sum = kept;
      for (int i = 0; i < length; i++) {
        sum += Math.abs(delta[i]);
      }
      kept = sum;
    }

    @Override
    public Double result() {
      return all <= least || kept <= least ? 1.0 : all / kept;
    }
  }
}
