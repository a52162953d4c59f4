package org.alphagrid.merge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FolderGroupsTest {
  @Test
  void everyMergeIsInOneGroup() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      List<Integer> reads = reads(random, 1 + random.nextInt(40));
      int shards = 1 + random.nextInt(20);
      int width = 1 + random.nextInt(32);
      List<Integer> all = new ArrayList<>();
      FolderGroups.of(reads, 3, shards, width).forEach(all::addAll);
      Collections.sort(all);
      assertThat(all).isEqualTo(IntStream.range(0, reads.size()).boxed().toList());
    }
  }

  @Test
  void everyTaskSlotGetsWork() {
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      List<Integer> reads = reads(random, 1 + random.nextInt(40));
      int shards = 1 + random.nextInt(4);
      int width = 1 + random.nextInt(16);
      int tasks = shards * FolderGroups.of(reads, 3, shards, width).size();
      assertThat(tasks).isGreaterThanOrEqualTo(Math.min(width, shards * reads.size()));
    }
  }

  @Test
  void fewFilesAreSplitIntoMoreTasksThanSlots() {
    assertThat(FolderGroups.of(Collections.nCopies(13, 3), 3, 1, 2)).hasSizeGreaterThan(3);
  }

  @Test
  void parentsAreReadOnceForManyFiles() {
    assertThat(FolderGroups.of(Collections.nCopies(11, 2), 2, 40, 2)).hasSize(1);
  }

  /** Also where what a merge takes is up to four times what it was thought to take. */
  @Test
  void tasksAreBalanced() {
    Random random = new Random(5);
    List<Double> overhead = new ArrayList<>();
    for (int round = 0; round < 200; round++) {
      List<Integer> reads = reads(random, 13);
      double[] real =
          reads.stream().mapToDouble(r -> (r + 2) * (1 + 3 * random.nextDouble())).toArray();
      double[] workers = new double[2];
      double sum = 0;
      for (List<Integer> group : FolderGroups.of(reads, 3, 1, 2)) {
        double task = 3 + group.stream().mapToDouble(merge -> real[merge]).sum();
        workers[workers[0] <= workers[1] ? 0 : 1] += task;
        sum += task;
      }
      overhead.add(Math.max(workers[0], workers[1]) / (sum / 2));
    }
    Collections.sort(overhead);
    assertThat(overhead.get(overhead.size() / 2)).isLessThan(1.15);
    assertThat(overhead.get(overhead.size() - 1)).isLessThan(1.4);
  }

  private static List<Integer> reads(Random random, int merges) {
    return IntStream.range(0, merges).mapToObj(merge -> 2 + random.nextInt(2)).toList();
  }
}
