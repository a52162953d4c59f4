package org.alphagrid.eval.samplejob;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.core.plugin.Catalog;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.core.storage.AtomicFile;
import org.alphagrid.core.storage.StagingFolder;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.harness.ImportedPoint;
import org.alphagrid.eval.harness.ImportedPoints;
import org.alphagrid.eval.harness.OutsideFile;
import org.alphagrid.eval.harness.OutsideFormat;
import org.alphagrid.eval.harness.OutsideRows;
import org.alphagrid.eval.harness.OutsideSample;
import org.alphagrid.eval.sample.SampleWriter;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns per-sample files of other harnesses into our sample table, their verdicts included. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Writes other harnesses' per-sample files as a run that regrade and report read.",
    footer = {"", "Exit codes: 0 done, 1 unexpected failure, 2 wrong input."})
public final class ImportJob implements Callable<Integer> {
  @Option(
      names = "--format",
      required = true,
      paramLabel = "NAME",
      description = "completions, every-eval-ever, lm-eval, opencompass or qwen-math.")
  private String format;

  @Option(names = "--run", required = true, paramLabel = "DIR", description = "The run to add to.")
  private String run;

  @Option(
      names = "--benchmark",
      required = true,
      paramLabel = "NAME",
      description = "What the problems are, for example gsm8k.")
  private String benchmark;

  @Option(
      names = "--point",
      paramLabel = "NAME",
      defaultValue = "outside/model",
      description = "What the model is called (default: ${DEFAULT-VALUE}).")
  private String point;

  @Option(
      names = "--points",
      paramLabel = "FILE",
      description = {
        "CSV that says which point each file is: columns file (its name without folders) and",
        "parent (direct, think, base), or method, alpha and parameters (name=value;name=value)."
      })
  private String pointTable;

  @Option(
      names = "--tokenizer",
      paramLabel = "FILE",
      description =
          "The tokenizer.json that counts tokens; without it counts are those recorded, or 0.")
  private String tokenizerFile;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.")
  private List<String> files;

  /** Runs the command; the entry point for the launcher. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new ImportJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    OutsideFormat reader = reader();
    Map<Path, ImportedPoint> points = points();
    int samples = 0;
    for (Map.Entry<Path, ImportedPoint> entry : points.entrySet()) {
      OutsideFile file = OutsideFile.read(entry.getKey(), reader);
      boolean written = write(file, entry.getValue());
      samples = Math.max(samples, file.samplesOfAProblem());
      Terminal.say(
          "import: %s: %,d samples of %s%s"
              .formatted(
                  entry.getKey(),
                  file.samples().size(),
                  entry.getValue().id(),
                  written ? "" : ", imported already"));
    }
    if (!ImportedSweep.add(new Path(run), benchmark, points.values(), samples)) {
      Terminal.say(
          "import: %s is the run of a sweep, whose table of points stays as it is: report shows only its points"
              .formatted(run));
    }
    return 0;
  }

  /** Finds the point of every file before the first is read. */
  private Map<Path, ImportedPoint> points() throws IOException {
    if (pointTable == null && files.size() > 1) {
      Terminal.say(
          "import: all files are taken for samples of %s; --points tells them apart"
              .formatted(point));
    }
    ImportedPoints table = pointTable == null ? null : ImportedPoints.read(new Path(pointTable));
    Map<Path, ImportedPoint> points = new LinkedHashMap<>();
    for (String name : files) {
      Path file = new Path(name);
      points.put(file, table == null ? ImportedPoint.named(point) : table.of(file));
    }
    return points;
  }

  private OutsideFormat reader() {
    try {
      return Catalog.of("format", OutsideFormat.class).find(format);
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  private boolean write(OutsideFile file, ImportedPoint model) throws IOException {
    Path samples = new Path(run, "samples");
    String digest =
        new ContentDigest()
            .add("source", file.digest())
            .add("format", format)
            .add("benchmark", benchmark)
            .add("point", model.id())
            .add("tokenizer", tokenizerFile)
            .hex();
    Path published = new Path(samples, "shard-import-" + digest.substring(0, 24) + ".parquet");
    if (Storage.exists(published)) {
      return false;
    }
    try (StagingFolder staging = StagingFolder.begin(samples);
        AtomicFile draft = AtomicFile.of(published, staging.folder())) {
      write(file, model, draft.path());
      return draft.publish();
    }
  }

  private void write(OutsideFile file, ImportedPoint model, Path target) throws IOException {
    try (ModelTokenizer tokenizer = tokenizer();
        SampleWriter writer = new SampleWriter(target)) {
      OutsideRows rows =
          new OutsideRows(
              new Path(run).getName(),
              model,
              benchmark,
              format,
              file.digest(),
              Instant.now(),
              tokenizer);
      for (OutsideSample sample : file.samples()) {
        writer.write(rows.row(sample));
      }
    }
  }

  private ModelTokenizer tokenizer() throws IOException {
    return tokenizerFile == null
        ? null
        : ModelTokenizer.open(Storage.localCopy(new Path(tokenizerFile)));
  }
}
