package org.alphagrid.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.alphagrid.merge.tensor.BlockMath;
import org.alphagrid.merge.tensor.FloatCodec;
import org.alphagrid.merge.tensor.LinearCombination;

/**
 * Makes the quickstart files in the working directory.
 *
 * <p>Commands: {@code data} writes the problems, {@code base} trains the common base, {@code
 * parents} fine-tunes both parents from it, {@code scores} prints the table of the three models and
 * of the linear merges, {@code all} does everything in this order.
 */
public final class Quickstart {
  /** Seeds the problems apart from the training, so that another training run keeps them. */
  static final long PROBLEM_SEED = 20_260_101;

  private static final int STEPS_PER_SNAPSHOT = 300;
  private static final double TEMPERATURE = 0.8;

  private final Path data = Path.of("data");
  private final Path parents = Path.of("parents");
  private final Path snapshots = Path.of("trainer", "target", "snapshots");
  private final TrainingRecipe recipe;
  private final DecoderShape shape;

  private Quickstart(TrainingRecipe recipe) {
    this.recipe = recipe;
    this.shape = recipe.shape();
  }

  /** Runs a command; see the class comment. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    if (arguments.length == 0) {
      throw new IllegalArgumentException(
          "Missing command; known: [data, base, parents, scores, all], then name=value"
              + " options");
    }
    List<String> options = List.of(arguments).subList(1, arguments.length);
    Quickstart quickstart = new Quickstart(TrainingRecipe.parse(options));
    switch (arguments[0]) {
      case "data" -> quickstart.writeData();
      case "base" -> quickstart.trainBase();
      case "parents" -> quickstart.trainParents();
      case "scores" -> quickstart.printScores();
      case "all" -> {
        quickstart.writeData();
        quickstart.trainBase();
        quickstart.trainParents();
        quickstart.printScores();
      }
      default ->
          throw new IllegalArgumentException(
              "Unknown command '" + arguments[0] + "'; known: [data, base, parents, scores, all]");
    }
  }

  private void writeData() throws IOException {
    ProblemFiles.write(data, PROBLEM_SEED);
  }

  private void trainBase() throws IOException {
    ExampleStream stream =
        new ExampleStream(recipe.seed(), recipe.thinkShare(), LevelMix.EASY_FIRST);
    train("base", InitialWeights.draw(shape, recipe.seed()), recipe.base(), stream);
  }

  /** Starts from the base as stored, so the parents can be redone from the published files. */
  private void trainParents() throws IOException {
    float[] base = TrainedModel.read(parents.resolve("base"), shape);
    ExampleStream direct = new ExampleStream(recipe.seed() + 1, 0, LevelMix.EASY_FIRST);
    train("direct", base, recipe.direct(), direct);
    ExampleStream think = new ExampleStream(recipe.seed() + 2, 1, LevelMix.EASY_FIRST);
    train("think", base, recipe.think(), think);
  }

  private void train(String name, float[] start, Schedule schedule, ExampleStream stream)
      throws IOException {
    float[] weights = trainer(name).train(name, start, stream, schedule);
    TrainedModel.write(parents.resolve(name), shape, weights);
  }

  private Trainer trainer(String name) {
    return new Trainer(
        shape,
        (steps, weights) -> {
          if (steps % STEPS_PER_SNAPSHOT == 0) {
            try {
              TrainedModel.write(snapshots.resolve(name + "-" + steps), shape, weights);
            } catch (IOException e) {
              throw new UncheckedIOException("Cannot write snapshot of " + name, e);
            }
          }
        });
  }

  private void printScores() throws IOException {
    List<ProblemFiles.Item> items = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      items.addAll(ProblemFiles.read(data, kind));
    }
    float[] direct = TrainedModel.read(parents.resolve("direct"), shape);
    float[] think = TrainedModel.read(parents.resolve("think"), shape);
    System.out.println(Score.heading());
    print("base", TrainedModel.read(parents.resolve("base"), shape), items);
    for (int twentieth = 0; twentieth <= 20; twentieth++) {
      double alpha = twentieth / 20.0;
      String name = String.format(Locale.ROOT, "alpha %.2f", alpha);
      print(name, linear(direct, think, alpha), items);
    }
  }

  /** Merges as the merge job's linear method does: float32 arithmetic, stored in bfloat16. */
  private static float[] linear(float[] direct, float[] think, double alpha) {
    float[] merged = new float[direct.length];
    LinearCombination form =
        LinearCombination.plain(new float[] {(float) (1 - alpha), (float) alpha}, 1);
    BlockMath.scalar()
        .forms()
        .combine(form, new float[][] {direct, think}, null, merged, merged.length);
    for (int i = 0; i < merged.length; i++) {
      merged[i] = FloatCodec.fromBfloat16(FloatCodec.toBfloat16(merged[i]));
    }
    return merged;
  }

  private void print(String name, float[] weights, List<ProblemFiles.Item> items) {
    for (double temperature : new double[] {0, TEMPERATURE}) {
      Generator generator = new Generator(shape, temperature, recipe.seed());
      String decoding = temperature == 0 ? "greedy" : "T=" + temperature;
      System.out.println(Score.of(generator, weights, items).line(name, decoding));
    }
  }
}
