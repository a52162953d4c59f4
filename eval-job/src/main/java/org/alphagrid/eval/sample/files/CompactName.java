package org.alphagrid.eval.sample.files;

import java.util.Collection;
import java.util.regex.Pattern;
import org.alphagrid.core.digest.ContentDigest;

/**
 * Names a file that gathers the rows of many tasks, {@code shard-compact-<digest of their
 * names>.parquet}. Its metadata lists them.
 */
public final class CompactName {
  private static final Pattern PATTERN = Pattern.compile("shard-compact-[0-9a-f]{24}\\.parquet");

  private CompactName() {}

  static boolean matches(String fileName) {
    return PATTERN.matcher(fileName).matches();
  }

  public static String of(Collection<String> members) {
    String digest = new ContentDigest().addAll("members", members.stream().sorted().toList()).hex();
    return "shard-compact-" + digest.substring(0, ShardName.SERIES_DIGITS) + ".parquet";
  }
}
