package org.alphagrid.search;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Arranges a grid as lines along alpha, each from the direct parent to the think parent.
 *
 * @param nodes of each line by rising alpha, the parents at its ends
 * @param loose candidates without one alpha, which lie on no line
 */
public record GridLines(List<List<Candidate>> nodes, List<Candidate> loose) {
  public GridLines {
    nodes = nodes.stream().map(List::copyOf).toList();
    loose = List.copyOf(loose);
  }

  public static GridLines of(Collection<Candidate> grid) {
    Map<String, List<Candidate>> lines = new LinkedHashMap<>();
    List<Candidate> loose = new ArrayList<>();
    for (Candidate candidate : new TreeSet<>(grid)) {
      if (candidate.isParent()) {
        continue;
      }
      if (candidate.alpha().filter(GridLines::isBetween).isPresent()) {
        lines.computeIfAbsent(candidate.line(), key -> new ArrayList<>()).add(candidate);
      } else {
        loose.add(candidate);
      }
    }
    List<List<Candidate>> nodes = new ArrayList<>();
    for (List<Candidate> merges : lines.values()) {
      merges.sort(Comparator.comparing(candidate -> candidate.alpha().orElseThrow()));
      List<Candidate> whole = new ArrayList<>(List.of(Candidate.DIRECT));
      whole.addAll(merges);
      whole.add(Candidate.THINK);
      nodes.add(whole);
    }
    return new GridLines(nodes, loose);
  }

  private static boolean isBetween(BigDecimal alpha) {
    return alpha.signum() > 0 && alpha.compareTo(BigDecimal.ONE) < 0;
  }

  /** Returns every candidate, the parents included. */
  public SortedSet<Candidate> all() {
    SortedSet<Candidate> all = new TreeSet<>(loose);
    all.add(Candidate.DIRECT);
    all.add(Candidate.THINK);
    nodes.forEach(all::addAll);
    return all;
  }

  /** Returns about so many nodes of each line, evenly spread, with both ends; and what is loose. */
  public SortedSet<Candidate> spread(int points) {
    SortedSet<Candidate> spread = new TreeSet<>(loose);
    spread.add(Candidate.DIRECT);
    spread.add(Candidate.THINK);
    for (List<Candidate> line : nodes) {
      int last = line.size() - 1;
      int steps = Math.min(points - 1, last);
      for (int i = 0; i <= steps; i++) {
        spread.add(line.get(Math.round((float) i * last / steps)));
      }
    }
    return spread;
  }
}
