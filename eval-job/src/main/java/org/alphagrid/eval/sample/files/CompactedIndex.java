package org.alphagrid.eval.sample.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.eval.sample.SampleReader;
import org.apache.hadoop.fs.Path;

/** What a file of many tasks' rows says of them in its metadata: a line for each task's file. */
public final class CompactedIndex {
  /** The metadata's key. */
  public static final String KEY = "alphagrid.compact.members";

  private CompactedIndex() {}

  /**
   * One task's file.
   *
   * @param shard its name
   * @param benchmark of all its rows
   * @param point of all its rows
   */
  record Member(ShardName shard, String benchmark, String point) implements java.io.Serializable {
    String cell() {
      return SupersededShards.cell(point, benchmark);
    }
  }

  static String write(List<Member> members) {
    StringBuilder lines = new StringBuilder();
    for (Member member : members) {
      lines
          .append(member.shard().fileName())
          .append('\t')
          .append(member.benchmark())
          .append('\t')
          .append(member.point())
          .append('\n');
    }
    return lines.toString();
  }

  /** The members of a file that gathers many. */
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
      members.add(new Member(shard, parts[1], parts[2]));
    }
    return members;
  }
}
