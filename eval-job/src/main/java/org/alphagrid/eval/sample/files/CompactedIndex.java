package org.alphagrid.eval.sample.files;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.eval.sample.PointBenchmark;
import org.alphagrid.eval.sample.SampleReader;
import org.apache.hadoop.fs.Path;

/** Writes and reads what a file of many tasks' rows says of them: a line for each task's file. */
public final class CompactedIndex {
  /** The key in the file's metadata. */
  public static final String KEY = "alphagrid.compact.members";

  private CompactedIndex() {}

  /**
   * Names one task's file.
   *
   * @param shard its name
   * @param content point and benchmark of all its rows
   */
  record Member(ShardName shard, PointBenchmark content) implements Serializable {}

  static String write(List<Member> members) {
    StringBuilder lines = new StringBuilder();
    for (Member member : members) {
      lines
          .append(member.shard().fileName())
          .append('\t')
          .append(member.content().benchmark())
          .append('\t')
          .append(member.content().point())
          .append('\n');
    }
    return lines.toString();
  }

  /** Reads the members of a file that gathers many. */
  static List<Member> read(Path file) throws IOException {
    String lines = SampleReader.metadata(file).get(KEY);
    if (lines == null) {
      throw new IOException("Cannot read %s: its metadata has no %s".formatted(file, KEY));
    }
    List<Member> members = new ArrayList<>();
    for (String line : lines.split("\n")) {
      String[] parts = line.split("\t", -1);
      ShardName shard = ShardName.parse(parts[0]).orElse(null);
      if (parts.length != 3 || shard == null) {
        throw new IOException(
            "Cannot read %s: invalid line '%s' of %s in its metadata".formatted(file, line, KEY));
      }
      members.add(new Member(shard, new PointBenchmark(parts[2], parts[1])));
    }
    return members;
  }
}
