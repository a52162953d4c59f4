package org.alphagrid.quickstart;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes the benchmark files: one JSON object per line, levels in turn so that any prefix covers
 * all.
 */
public final class ProblemFiles {
  static final int PROBLEMS_PER_FILE = 200;

  // The question holds characters like '=' that Gson would otherwise write as escapes.
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private ProblemFiles() {}

  /** Writes one file per kind. */
  public static void write(Path directory, long seed) throws IOException {
    Files.createDirectories(directory);
    for (Kind kind : Kind.values()) {
      StringBuilder lines = new StringBuilder();
      int number = 0;
      for (ArithmeticProblem problem : draw(kind, seed)) {
        number++;
        lines.append(GSON.toJson(json(problem, number))).append('\n');
      }
      Files.writeString(directory.resolve(kind.title() + ".jsonl"), lines);
    }
  }

  /** Draws the evaluation problems of a kind, no sum twice. */
  static List<ArithmeticProblem> draw(Kind kind, long seed) {
    ProblemGenerator generator =
        new ProblemGenerator(seed ^ kind.title().hashCode(), Split.EVALUATION);
    Set<String> seen = new HashSet<>();
    List<ArithmeticProblem> problems = new ArrayList<>();
    while (problems.size() < PROBLEMS_PER_FILE) {
      ArithmeticProblem problem = generator.next(kind, problems.size() % 5 + 1);
      if (seen.add(problem.canonical())) {
        problems.add(problem);
      }
    }
    return problems;
  }

  /** Reads one benchmark back as the questions and answers a model is scored on. */
  public static List<Item> read(Path directory, Kind kind) throws IOException {
    List<Item> items = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve(kind.title() + ".jsonl"))) {
      JsonObject object = GSON.fromJson(line, JsonObject.class);
      StringBuilder prompt = new StringBuilder(object.get("question").getAsString());
      if (object.has("choices")) {
        int option = 0;
        for (JsonElement choice : object.getAsJsonArray("choices")) {
          prompt.append('\n').append(ArithmeticProblem.letter(option)).append(") ");
          prompt.append(choice.getAsString());
          option++;
        }
      }
      items.add(
          new Item(
              kind,
              object.get("level").getAsInt(),
              prompt.toString(),
              object.get("answer").getAsString()));
    }
    return items;
  }

  private static JsonObject json(ArithmeticProblem problem, int number) {
    JsonObject object = new JsonObject();
    object.addProperty("id", String.format(Locale.ROOT, "%s-%03d", problem.kind().title(), number));
    object.addProperty("question", problem.question());
    if (!problem.options().isEmpty()) {
      JsonArray choices = new JsonArray();
      problem.options().forEach(option -> choices.add(String.valueOf(option)));
      object.add("choices", choices);
    }
    object.addProperty("answer", problem.answer());
    object.addProperty("level", problem.level());
    return object;
  }

  /** Holds a problem as a model sees it, with the answer it is graded by. */
  public record Item(Kind kind, int level, String prompt, String answer) {}
}
