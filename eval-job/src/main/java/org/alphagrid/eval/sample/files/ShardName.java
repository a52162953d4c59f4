package org.alphagrid.eval.sample.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells by the name of a sample file what is in it, so that a listing of names is all a rerun
 * needs: {@code shard-<series>-p00000-00050-s0000-0004.parquet} holds samples 0 to 3 of problems 0
 * to 49.
 *
 * @param series digest of everything but problems and samples: model, benchmark, protocol, seed
 * @param range the problems and samples it holds
 */
public record ShardName(String series, SampleRange range) {
  private static final Pattern PATTERN =
      Pattern.compile("shard-([0-9a-f]{24})-p(\\d+)-(\\d+)-s(\\d+)-(\\d+)\\.parquet");

  /** Hexadecimal digits of a series. */
  public static final int SERIES_DIGITS = 24;

  /** Reads a file name; empty when it is not one of ours. */
  public static Optional<ShardName> parse(String fileName) {
    Matcher matcher = PATTERN.matcher(fileName);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ShardName(
            matcher.group(1),
            new SampleRange(
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)),
                Integer.parseInt(matcher.group(5)))));
  }

  public String fileName() {
    return "shard-%s-p%05d-%05d-s%04d-%04d.parquet"
        .formatted(
            series,
            range.firstProblem(),
            range.endProblem(),
            range.firstSample(),
            range.endSample());
  }
}
