package org.alphagrid.search.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.KeyedRandom;

/**
 * Spreads candidates evenly over a space: Halton's sequence (Numerische Mathematik 2, 1960) in each
 * family, shifted by a random vector (Cranley and Patterson, SIAM Journal on Numerical Analysis 13,
 * 1976). Families take turns.
 */
final class Spread {
  private Spread() {}

  static List<Candidate> over(SearchSpace space, int count, long seed) {
    Set<Candidate> found = new LinkedHashSet<>();
    int families = space.families().size();
    // A coarse family may have fewer candidates than are asked for.
    for (int i = 0; found.size() < count && i < 50 * count; i++) {
      int family = i % families;
      found.add(
          space.candidate(
              new SearchSpace.Place(family, point(space, family, i / families + 1, seed))));
    }
    return new ArrayList<>(found);
  }

  private static double[] point(SearchSpace space, int family, int index, long seed) {
    int dimensions = space.families().get(family).dimensions().size();
    SplittableRandom shift = KeyedRandom.of(seed, "spread", family);
    double[] shares = new double[dimensions];
    BigInteger base = BigInteger.ONE;
    for (int d = 0; d < dimensions; d++) {
      base = base.nextProbablePrime();
      shares[d] = (radicalInverse(index, base.intValueExact()) + shift.nextDouble()) % 1;
    }
    return shares;
  }

  /** Returns the digits of a number behind the point, in reverse order. */
  static double radicalInverse(int index, int base) {
    double value = 0;
    double unit = 1.0 / base;
    for (int rest = index; rest > 0; rest /= base) {
      value += unit * (rest % base);
      unit /= base;
    }
    return value;
  }
}
