package org.alphagrid.quickstart;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Generates in batches with a KV cache, to score what was trained. */
final class Generator {
  static final int MAX_NEW_TOKENS = 288;

  private static final int BATCH = 150;
  private static final float HIDDEN_FROM_VIEW = -1e9f;

  private final DecoderShape shape;
  private final double temperature;
  private final long seed;

  /** Sets how tokens are drawn; a temperature of 0 is greedy. */
  Generator(DecoderShape shape, double temperature, long seed) {
    this.shape = shape;
    this.temperature = temperature;
    this.seed = seed;
  }

  /** Returns one reply per prompt; a prompt's reply does not depend on its neighbours' draws. */
  List<List<Integer>> generate(float[] weights, List<int[]> prompts) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      rows.add(new Row(prompts.get(i), new SplittableRandom(seed * 1_000_003 + i)));
    }
    List<Row> byLength = new ArrayList<>(rows);
    byLength.sort(Comparator.comparingInt(row -> row.prompt.length));
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray flat = manager.create(weights);
      for (int from = 0; from < byLength.size(); from += BATCH) {
        runBatch(manager, flat, byLength.subList(from, Math.min(from + BATCH, byLength.size())));
      }
    }
    return rows.stream().map(row -> row.reply).toList();
  }

  private void runBatch(NDManager parent, NDArray flat, List<Row> batch) {
    List<Row> active = new ArrayList<>(batch);
    int length = batch.stream().mapToInt(row -> row.prompt.length).max().orElseThrow();
    try (NDManager manager = parent.newSubManager()) {
      TrainerCache cache =
          TrainerCache.allocate(shape, manager, batch.size(), length + MAX_NEW_TOKENS);
      int position = 0;
      int width = length;
      while (true) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          step(manager, flat, active, cache, length, position, width);
        }
        cache.advance(width);
        position += width;
        width = 1;
        int[] running =
            IntStream.range(0, active.size()).filter(i -> !active.get(i).isDone()).toArray();
        if (running.length == 0) {
          return;
        }
        // Dropping rows copies the cache, so it waits until a quarter of them are idle.
        if (running.length * 4 < active.size() * 3) {
          try (NDArray kept = manager.create(running)) {
            cache.keepRows(kept);
          }
          List<Row> still = IntStream.of(running).mapToObj(active::get).toList();
          active.clear();
          active.addAll(still);
        }
      }
    }
  }

  /** Runs the next positions of all rows and appends one token to each unfinished one. */
  private void step(
      NDManager manager,
      NDArray flat,
      List<Row> active,
      TrainerCache cache,
      int promptLength,
      int position,
      int width) {
    int seen = position + width;
    long[] ids = new long[active.size() * width];
    float[] positions = new float[active.size() * width];
    float[] mask = new float[active.size() * width * seen];
    for (int r = 0; r < active.size(); r++) {
      Row row = active.get(r);
      int padding = promptLength - row.prompt.length;
      for (int i = 0; i < width; i++) {
        int cell = r * width + i;
        int place = position + i - padding;
        ids[cell] = place < 0 ? Vocabulary.END_OF_TEXT : row.token(place);
        positions[cell] = Math.max(place, 0);
        for (int key = 0; key < seen; key++) {
          boolean visible = key >= padding && key <= position + i;
          mask[cell * seen + key] = visible ? 0 : HIDDEN_FROM_VIEW;
        }
      }
    }
    Shape cells = new Shape(active.size(), width);
    NDArray logits =
        new TrainableDecoder(shape, flat)
            .logits(
                manager.create(ids, cells),
                TrainableDecoder.Rotation.of(manager.create(positions, cells), shape.headSize()),
                manager.create(mask, new Shape(active.size(), 1, 1, width, seen)),
                cache);
    float[] values = logits.toFloatArray();
    for (int r = 0; r < active.size(); r++) {
      Row row = active.get(r);
      if (!row.isDone()) {
        int last = (r * width + width - 1) * Vocabulary.SIZE;
        row.reply.add(choose(values, last, row.random));
      }
    }
  }

  private int choose(float[] logits, int offset, SplittableRandom random) {
    int best = 0;
    for (int i = 1; i < Vocabulary.SIZE; i++) {
      if (logits[offset + i] > logits[offset + best]) {
        best = i;
      }
    }
    if (temperature == 0) {
      return best;
    }
    double[] shares = new double[Vocabulary.SIZE];
    double total = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.exp((logits[offset + i] - logits[offset + best]) / temperature);
      total += shares[i];
    }
    double left = random.nextDouble() * total;
    for (int i = 0; i < shares.length; i++) {
      left -= shares[i];
      if (left < 0) {
        return i;
      }
    }
    return best;
  }

  private static final class Row {
    private final int[] prompt;
    private final SplittableRandom random;
    private final List<Integer> reply = new ArrayList<>();

    private Row(int[] prompt, SplittableRandom random) {
      this.prompt = prompt;
      this.random = random;
    }

    private int token(int place) {
      int replied = place - prompt.length;
      if (replied < 0) {
        return prompt[place];
      }
      // A finished row keeps running beside the others; what it is fed no longer matters.
      return replied < reply.size() ? reply.get(replied) : Vocabulary.END_OF_TEXT;
    }

    private boolean isDone() {
      return reply.size() >= MAX_NEW_TOKENS
          || (!reply.isEmpty() && reply.get(reply.size() - 1) == Vocabulary.TURN_END);
    }
  }
}
