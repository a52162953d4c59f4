package org.alphagrid.merge.store;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.alphagrid.core.ResourceException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.SafetensorsHeader;
import org.alphagrid.merge.checkpoint.SafetensorsWriter;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;
import org.apache.hadoop.fs.Path;

/**
 * Names one shard file in each of several unfinished folders. Local files exist already, header and
 * all, and any number of tasks fill in their parts. Other file systems only append, so there one
 * task writes a whole shard under a name of its own and renames it.
 *
 * @param folders as text, because paths do not travel
 * @param places which merge goes into each folder
 * @param file name of the shard
 * @param tensors everything it holds, in order
 * @param kind how it is written
 */
record ShardTarget(
    List<String> folders, List<Integer> places, String file, List<Held> tensors, Kind kind)
    implements Serializable {
  /** Describes a tensor of the file. */
  record Held(String name, DType dtype, Shape shape) implements Serializable {}

  /** Says how files are written. */
  enum Kind {
    /** Fills: the files exist, and every task writes its part. */
    FILLED,
    /** Appends: one task writes the whole file. */
    APPENDED,
    /** Writes nothing. */
    NOWHERE
  }

  /** Returns what a shard holds. */
  static List<Held> held(List<String> names, DType dtype, Map<String, TensorEntry> tensors) {
    return names.stream().map(name -> new Held(name, dtype, tensors.get(name).shape())).toList();
  }

  /** Targets that keep nothing. */
  static List<ShardTarget> nowhere(
      int merges, List<List<String>> shards, DType dtype, Map<String, TensorEntry> tensors) {
    List<Integer> places = IntStream.range(0, merges).boxed().toList();
    List<String> folders = places.stream().map(place -> "").toList();
    return shards.stream()
        .map(
            names ->
                new ShardTarget(folders, places, "", held(names, dtype, tensors), Kind.NOWHERE))
        .toList();
  }

  /** Returns whether any number of tasks may write parts of the file. */
  boolean isShared() {
    return kind != Kind.APPENDED;
  }

  private List<SafetensorsWriter.Announced> announced() {
    return tensors.stream()
        .map(held -> new SafetensorsWriter.Announced(held.name(), held.dtype(), held.shape()))
        .toList();
  }

  /** Returns what the file begins with. */
  SafetensorsHeader header() {
    return SafetensorsWriter.header(announced());
  }

  /** Creates the files, full of zeros, where tasks fill them in. */
  void prepare() throws IOException {
    if (kind != Kind.FILLED) {
      return;
    }
    byte[] header = header().encode();
    long end = header.length + header().dataBytes();
    for (Path path : paths()) {
      java.nio.file.Path local = Storage.localFile(path);
      try {
        java.nio.file.Files.createDirectories(local.getParent());
        try (var out = new java.io.RandomAccessFile(local.toFile(), "rw")) {
          out.write(header);
          out.setLength(end);
        }
      } catch (IOException e) {
        throw failed("Cannot create " + path, e);
      }
    }
  }

  /** Opens the file in every folder. */
  ShardWriter open() throws IOException {
    return switch (kind) {
      case FILLED -> new PositionalShardWriter(paths());
      case APPENDED -> new StreamingShardWriter(paths(), announced());
      case NOWHERE -> ShardWriter.NOWHERE;
    };
  }

  private List<Path> paths() {
    return folders.stream().map(folder -> new Path(folder, file)).toList();
  }

  /** Makes the exception of a shard that cannot be written. */
  static ResourceException failed(String what, IOException reason) {
    return new ResourceException(what + ": " + describe(reason), reason);
  }

  private static String describe(IOException reason) {
    return reason instanceof java.nio.file.AccessDeniedException
        ? "permission denied: " + reason.getMessage()
        : reason.getMessage();
  }
}
