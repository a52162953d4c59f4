package org.alphagrid.merge.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Decides which merges go together into one task where a task writes whole files. Together they
 * read the parents once; apart they spread over more workers and end more evenly.
 */
final class FolderGroups {
  /** What writing a result costs, in reads of as many bytes. */
  private static final int WRITE_COST = 2;

  /** More tasks than this for each worker even nothing out. */
  private static final int TASKS_PER_WORKER = 8;

  private FolderGroups() {}

  /**
   * Groups merges so that the last worker is done early.
   *
   * @param reads for each merge, how many parents it reads
   * @param parents how many there are
   * @param shards files of each merge, each written by a task of its own
   * @param width tasks that run at once
   * @return places of each group's merges, the costliest group first
   */
  static List<List<Integer>> of(List<Integer> reads, int parents, int shards, int width) {
    int merges = reads.size();
    int most = Math.min(merges, (TASKS_PER_WORKER * width + shards - 1) / shards);
    int least = Math.min(most, (width + shards - 1) / shards);
    List<List<Integer>> best = null;
    double bestEnd = Double.POSITIVE_INFINITY;
    for (int groups = least; groups <= most; groups++) {
      List<List<Integer>> candidate = spread(reads, groups);
      double end = end(candidate, reads, parents, shards, width);
      if (end < bestEnd) {
        best = candidate;
        bestEnd = end;
      }
    }
    return best;
  }

  /** Returns each merge, the costliest first, goes where least is to be done. */
  private static List<List<Integer>> spread(List<Integer> reads, int groups) {
    List<List<Integer>> spread = new ArrayList<>();
    IntStream.range(0, groups).forEach(group -> spread.add(new ArrayList<>()));
    PriorityQueue<List<Integer>> lightest =
        new PriorityQueue<>(
            Comparator.<List<Integer>>comparingInt(group -> cost(group, reads))
                .thenComparingInt(spread::indexOf));
    lightest.addAll(spread);
    List<Integer> order =
        IntStream.range(0, reads.size())
            .boxed()
            .sorted(Comparator.comparing(reads::get).reversed())
            .toList();
    for (int merge : order) {
      List<Integer> group = lightest.remove();
      group.add(merge);
      lightest.add(group);
    }
    spread.forEach(group -> group.sort(null));
    spread.sort(Comparator.<List<Integer>>comparingInt(group -> cost(group, reads)).reversed());
    return spread;
  }

  /**
   * About when all is done. What a task really takes is not known before it ran, so half of the
   * longest one is taken to stand out at the end.
   */
  private static double end(
      List<List<Integer>> groups, List<Integer> reads, int parents, int shards, int width) {
    long total = 0;
    long longest = 0;
    for (List<Integer> group : groups) {
      long task = parents + (long) cost(group, reads);
      total += task * shards;
      longest = Math.max(longest, task);
    }
    return (double) total / width + longest / 2.0;
  }

  private static int cost(List<Integer> group, List<Integer> reads) {
    return group.stream().mapToInt(merge -> WRITE_COST + reads.get(merge)).sum();
  }
}
