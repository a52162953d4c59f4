package org.alphagrid.merge;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.alphagrid.checkpoint.SafetensorsHeader;
import org.alphagrid.checkpoint.SafetensorsWriter;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.storage.Publisher;
import org.alphagrid.storage.Storage;
import org.alphagrid.tensor.DType;
import org.alphagrid.tensor.Shape;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/**
 * One shard file in each of several unfinished folders. Local files exist already, header and all,
 * and any number of tasks fill in their parts. Other file systems only append, so there one task
 * writes a whole shard under a name of its own and renames it.
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
  /** A tensor of the file. */
  record Held(String name, DType dtype, Shape shape) implements Serializable {}

  /** How files are written. */
  enum Kind {
    /** They exist, and every task fills in its part. */
    FILLED,
    /** One task writes all of it. */
    APPENDED,
    /** They are not. */
    NOWHERE
  }

  /** What a shard holds. */
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

  /** Whether any number of tasks may write parts of the file. */
  boolean isShared() {
    return kind != Kind.APPENDED;
  }

  private List<SafetensorsWriter.Announced> announced() {
    return tensors.stream()
        .map(held -> new SafetensorsWriter.Announced(held.name(), held.dtype(), held.shape()))
        .toList();
  }

  /** What the file begins with. */
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
    for (String folder : folders) {
      Path path = new Path(folder, file);
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
  Writer open() throws IOException {
    return switch (kind) {
      case FILLED -> new InPlace();
      case APPENDED -> new Appending();
      case NOWHERE -> new Nowhere();
    };
  }

  static IOException failed(String what, IOException reason) {
    // Not chained: the root of a chain is what a person is told.
    IOException failure = new IOException(what + ": " + describe(reason));
    failure.addSuppressed(reason);
    return failure;
  }

  private static String describe(IOException reason) {
    return reason instanceof java.nio.file.AccessDeniedException
        ? "permission denied: " + reason.getMessage()
        : reason.getMessage();
  }

  /** The open files. */
  interface Writer extends Closeable {
    /** Where some results of one folder go. */
    TensorSink at(int folder, String tensor, long position) throws IOException;

    /** Completes the files; without it closing abandons them. */
    void finish() throws IOException;
  }

  private static final class Nowhere implements Writer {
    @Override
    public TensorSink at(int folder, String tensor, long position) {
      return (bytes, count) -> {};
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }

  private final class InPlace implements Writer {
    private final List<StagedFile> files = new ArrayList<>();

    InPlace() throws IOException {
      for (String folder : folders) {
        files.add(new StagedFile(new Path(folder, file), folders.size()));
      }
    }

    @Override
    public TensorSink at(int folder, String tensor, long position) {
      StagedFile staged = files.get(folder);
      return new TensorSink() {
        private long next = position;

        @Override
        public void accept(byte[] bytes, int count) throws IOException {
          staged.write(tensor, next, bytes, count);
          next += count;
        }
      };
    }

    @Override
    public void finish() throws IOException {
      for (StagedFile staged : files) {
        staged.flush();
      }
    }

    @Override
    public void close() throws IOException {
      for (StagedFile staged : files) {
        staged.close();
      }
    }
  }

  /**
   * Files written from their beginning to their end. An object store shows a file when it is
   * complete and not before, so there they have their names from the start; two attempts write the
   * same bytes.
   */
  private final class Appending implements Writer {
    private final List<Path> unfinished = new ArrayList<>();
    private final List<FSDataOutputStream> streams = new ArrayList<>();
    private final List<SafetensorsWriter> writers = new ArrayList<>();
    private boolean finished;

    Appending() throws IOException {
      String attempt = UUID.randomUUID().toString();
      try {
        for (String folder : folders) {
          boolean atOnce = Storage.showsWholeFilesOnly(new Path(folder));
          Path path = new Path(folder, atOnce ? file : "_" + file + "." + attempt);
          unfinished.add(path);
          streams.add(Storage.fileSystem(path).create(path, atOnce));
          writers.add(new SafetensorsWriter(streams.get(streams.size() - 1), announced()));
        }
      } catch (IOException e) {
        IOException failure = failed("Cannot create " + unfinished.get(unfinished.size() - 1), e);
        try {
          close();
        } catch (IOException again) {
          failure.addSuppressed(again);
        }
        throw failure;
      }
    }

    @Override
    public TensorSink at(int folder, String tensor, long position) {
      Path path = new Path(folders.get(folder), file);
      return (bytes, count) -> {
        try {
          writers.get(folder).write(bytes, count);
        } catch (IOException e) {
          throw failed("Cannot write tensor '%s' to %s".formatted(tensor, path), e);
        }
      };
    }

    @Override
    public void finish() throws IOException {
      for (int f = 0; f < writers.size(); f++) {
        Path path = new Path(folders.get(f), file);
        try {
          writers.get(f).close();
        } catch (IOException e) {
          throw failed("Cannot write " + path, e);
        }
        if (!unfinished.get(f).equals(path)) {
          Publisher.publishOnce(unfinished.get(f), path);
        }
      }
      finished = true;
    }

    @Override
    public void close() throws IOException {
      if (finished) {
        return;
      }
      for (int f = 0; f < unfinished.size(); f++) {
        if (f < streams.size() && Storage.showsWholeFilesOnly(unfinished.get(f))) {
          streams.get(f).abort();
          continue;
        }
        try {
          if (f < writers.size()) {
            writers.get(f).close();
          }
        } catch (IOException | IllegalStateException e) {
          // What failed is being told already; this file is of no use to anyone.
          continue;
        } finally {
          Storage.fileSystem(unfinished.get(f)).delete(unfinished.get(f), false);
        }
      }
    }
  }
}
