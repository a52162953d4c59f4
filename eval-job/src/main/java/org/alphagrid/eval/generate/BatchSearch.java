package org.alphagrid.eval.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.protocol.Decoding;

/**
 * Finds the batch with which a model generates fastest on this machine: twice as many rows as long
 * as that gives noticeably more tokens per second and the cache holds them.
 */
public final class BatchSearch {
  private static final int FIRST = 4;

  /** More rows cost more memory for logits than they can be worth. */
  public static final int MOST = 256;

  private static final double WORTH_IT = 1.05;
  private static final int TOKENS = 5;
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, TOKENS);

  private final Decoder decoder;
  private final long cacheBytes;

  /**
   * @param cacheBytes most bytes of keys and values
   */
  public BatchSearch(Decoder decoder, long cacheBytes) {
    this.decoder = decoder;
    this.cacheBytes = cacheBytes;
  }

  /** Returns the rows of the fastest batch; at least one. */
  public int rows() {
    int best = fitting(FIRST) ? FIRST : 1;
    double rate = rate(best);
    for (int rows = 2 * best; rows <= MOST && fitting(rows); rows *= 2) {
      double more = rate(rows);
      if (more < WORTH_IT * rate) {
        break;
      }
      best = rows;
      rate = more;
    }
    return best;
  }

  /** Returns whether so many rows of half the longest length fit. */
  private boolean fitting(int rows) {
    long position =
        2L
            * decoder.spec().layers()
            * decoder.spec().attention().keyValueWidth()
            * decoder.cacheValueBytes();
    return rows * position * ((decoder.positions() + 1) / 2) <= cacheBytes;
  }

  /** Returns tokens per second; the first steps, which touch memory anew, are not counted. */
  private double rate(int rows) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      requests.add(new GenerationRequest("", TokenIds.of(0), GREEDY, row, Set.of()));
    }
    try (ContinuousBatcher batcher =
        new ContinuousBatcher(decoder, new BatchOptions(rows, cacheBytes))) {
      batcher.run(requests.iterator(), generation -> {});
      BatchStatistics statistics = batcher.statistics();
      double seconds = statistics.totalSeconds();
      long tokens = statistics.rows();
      batcher.run(requests.iterator(), generation -> {});
      return (statistics.rows() - tokens) / (statistics.totalSeconds() - seconds);
    }
  }
}
