package org.alphagrid.search;

import java.util.List;
import java.util.SortedSet;

/** Evaluates everything at full size: what other searches are compared with. */
final class FullGrid implements Searcher {
  private static final String STAGE = "full grid";

  private final Lines lines;
  private boolean asked;

  FullGrid(Lines lines) {
    this.lines = lines;
  }

  @Override
  public Step next(Known known) {
    if (asked) {
      return new Step(List.of(), List.of());
    }
    asked = true;
    Extent full = known.exam().full();
    return new Step(
        lines.all().stream().map(candidate -> new Request(candidate, full)).toList(),
        List.of(Decision.note(1, STAGE, "every point at full size, " + full)));
  }

  @Override
  public SortedSet<Candidate> chosen() {
    return lines.all();
  }
}
