package org.alphagrid.merge;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.checkpoint.SafetensorsWriter;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.storage.Storage;
import org.alphagrid.tensor.DType;
import org.apache.hadoop.fs.Path;

/** Writes one shard of several points' merged models, reading the parents once. */
public final class ShardMerge {
  private ShardMerge() {}

  /**
   * What points need to know of the whole model, such as thresholds over all weights. Found once,
   * before tasks are cut.
   */
  public static Map<GridPoint, List<Serializable>> modelAnswers(
      ParentSet parents, List<GridPoint> points) throws IOException {
    List<List<Serializable>> found = TensorMerger.of(parents, points, DType.F32).modelAnswers();
    Map<GridPoint, List<Serializable>> answers = new LinkedHashMap<>();
    for (int p = 0; p < points.size(); p++) {
      answers.put(points.get(p), found.get(p));
    }
    return answers;
  }

  /**
   * Merges some tensors at some points.
   *
   * @param parents open and compared
   * @param tensors names of the shard's tensors, in file order
   * @param files the file to write for each point; replaced if there
   * @param answers for each point what it needs to know of the whole model
   * @param dtype element type of the results
   * @return for each point id the hexadecimal SHA-256 of each tensor's bytes
   */
  public static Map<String, Map<String, String>> run(
      ParentSet parents,
      List<String> tensors,
      Map<GridPoint, Path> files,
      Map<GridPoint, List<Serializable>> answers,
      DType dtype)
      throws IOException {
    List<GridPoint> points = List.copyOf(files.keySet());
    TensorMerger merger = TensorMerger.of(parents, points, dtype);
    merger.know(points.stream().map(answers::get).toList());
    List<TensorEntry> entries = tensors.stream().map(name -> parents.donor().tensor(name)).toList();
    Map<String, Map<String, String>> digests = new LinkedHashMap<>();
    points.forEach(point -> digests.put(point.id(), new TreeMap<>()));
    try (Writers writers = Writers.open(entries, files, dtype)) {
      for (TensorEntry tensor : entries) {
        List<DigestingSink> sinks =
            writers.all.stream().map(writer -> new DigestingSink(writer::write)).toList();
        merger.merge(tensor, sinks);
        for (int p = 0; p < points.size(); p++) {
          digests.get(points.get(p).id()).put(tensor.name(), sinks.get(p).value());
        }
      }
    }
    return digests;
  }

  /** One open file for each point. */
  private static final class Writers implements Closeable {
    private final List<SafetensorsWriter> all = new ArrayList<>();

    static Writers open(List<TensorEntry> entries, Map<GridPoint, Path> files, DType dtype)
        throws IOException {
      List<SafetensorsWriter.Announced> announced =
          entries.stream()
              .map(e -> new SafetensorsWriter.Announced(e.name(), dtype, e.shape()))
              .toList();
      Writers writers = new Writers();
      try {
        for (Path file : files.values()) {
          writers.all.add(
              new SafetensorsWriter(Storage.fileSystem(file).create(file, true), announced));
        }
        return writers;
      } catch (IOException | RuntimeException e) {
        writers.abandon(e);
        throw e;
      }
    }

    private void abandon(Exception reason) {
      for (SafetensorsWriter writer : all) {
        try {
          writer.close();
        } catch (IOException | IllegalStateException e) {
          reason.addSuppressed(e);
        }
      }
    }

    @Override
    public void close() throws IOException {
      for (SafetensorsWriter writer : all) {
        writer.close();
      }
    }
  }
}
