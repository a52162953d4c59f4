package org.alphagrid.eval.benchmark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alphagrid.core.digest.ContentDigest;

/**
 * Holds the order in which one sample shows a problem's options.
 *
 * @param shown for each place, which option of the file stands there
 */
public record ChoiceOrder(List<Integer> shown) implements Serializable {
  public ChoiceOrder {
    shown = List.copyOf(shown);
  }

  /** Returns the order of the file. */
  public static ChoiceOrder asGiven(int options) {
    return new ChoiceOrder(IntStream.range(0, options).boxed().toList());
  }

  /**
   * Draws an order from names (Fisher and Yates). The model is not among them, so that all points
   * of a grid are asked the same.
   *
   * @param seed the sweep's seed
   * @param sample counted from 0
   * @param options how many there are
   */
  public static ChoiceOrder drawn(
      long seed, String benchmark, String problem, int sample, int options) {
    String digest =
        new ContentDigest()
            .add("choice order", seed)
            .add("benchmark", benchmark)
            .add("problem", problem)
            .add("sample", sample)
            .hex();
    SplittableRandom random =
        new SplittableRandom(ByteBuffer.wrap(HexFormat.of().parseHex(digest)).getLong());
    List<Integer> order = new ArrayList<>(asGiven(options).shown());
    for (int last = options - 1; last > 0; last--) {
      Collections.swap(order, last, random.nextInt(last + 1));
    }
    return new ChoiceOrder(order);
  }

  /** Reads what {@link #toString} writes. */
  public static ChoiceOrder parse(String text) {
    return new ChoiceOrder(Arrays.stream(text.split(",")).map(Integer::valueOf).toList());
  }

  /** Returns the letter that an option shown has in the data; any other text stays as it is. */
  public String original(String letter) {
    int place = letter.length() == 1 ? letter.charAt(0) - 'A' : -1;
    return place >= 0 && place < size() ? String.valueOf(Problem.letter(shown.get(place))) : letter;
  }

  /** Returns how many options there are. */
  public int size() {
    return shown.size();
  }

  /** Returns the place at which an option of the file is shown; -1 when there is no such option. */
  public int placeOf(int option) {
    return shown.indexOf(option);
  }

  /** Returns the options in the order shown, for example {@code 2,0,1}. */
  @Override
  public String toString() {
    return shown.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
