package org.alphagrid.generate;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.alphagrid.checkpoint.LocalModel;
import org.alphagrid.onnx.PicoModels;
import org.alphagrid.protocol.Decoding;
import org.alphagrid.tensor.DType;

/**
 * Tokens per second of a model of the quickstart's size: 64 slots, prompts of 25 tokens, 8 samples
 * each, completions of 11 to 70 tokens.
 *
 * <p>Run its {@code main} on the test class path of this module.
 */
public final class GenerationBenchmark {
  private static final System.Logger LOG = System.getLogger(GenerationBenchmark.class.getName());
  private static final int SLOTS = 64;
  private static final int REQUESTS = 1600;
  private static final int ROUNDS = 3;
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, 1);
  private static final Decoding FILTERED = new Decoding(0.6, 20, 0.95, 0.01, 1);

  private GenerationBenchmark() {}

  /** Runs everything. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("generation-benchmark");
    LocalModel model = PicoModels.stored(folder, PicoModels.quickstart(), DType.BF16, 1);
    for (Decoding decoding : List.of(GREEDY, FILTERED)) {
      measure(model, decoding, 1, 1);
      measure(model, decoding, 2, 1);
      measure(model, decoding, 1, 2);
    }
    Files.delete(folder.resolve("model.safetensors"));
    Files.delete(folder);
  }

  private static void measure(LocalModel model, Decoding decoding, int engineThreads, int batchers)
      throws InterruptedException {
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(128, engineThreads))) {
      double best = 0;
      double bestOfProcessor = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        long processorStart = processorNanos();
        double tokens = generate(decoder, decoding, batchers);
        best = Math.max(best, tokens / (System.nanoTime() - start));
        bestOfProcessor = Math.max(bestOfProcessor, tokens / (processorNanos() - processorStart));
      }
      LOG.log(
          System.Logger.Level.INFO,
          String.format(
              Locale.ROOT,
              "%d engine thread(s), %d batcher(s), %s: %.0f tokens/s, %.0f per processor second",
              engineThreads,
              batchers,
              decoding,
              best * 1e9,
              bestOfProcessor * 1e9));
    }
  }

  /** Of all threads: what stays comparable when other work takes the cores. */
  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long generate(Decoder decoder, Decoding decoding, int batchers)
      throws InterruptedException {
    LongAdder tokens = new LongAdder();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < batchers; i++) {
      long seed = i;
      Thread thread =
          new Thread(
              () -> {
                try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, SLOTS)) {
                  batcher.run(
                      requests(decoding, seed).iterator(),
                      generation -> tokens.add(generation.tokens().length()));
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return tokens.sum();
  }

  private static List<GenerationRequest> requests(Decoding decoding, long seed) {
    Random random = new Random(seed);
    List<GenerationRequest> requests = new ArrayList<>();
    TokenIds prompt = TokenIds.of(1);
    for (int i = 0; i < REQUESTS; i++) {
      if (i % 8 == 0) {
        prompt = TokenIds.of(random.ints(25, 0, 101).toArray());
      }
      Decoding capped =
          new Decoding(
              decoding.temperature(),
              decoding.topK(),
              decoding.topP(),
              decoding.minP(),
              11 + random.nextInt(60));
      requests.add(new GenerationRequest("r" + i, prompt, capped, i, Set.of(100)));
    }
    return requests;
  }
}
