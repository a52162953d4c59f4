package org.alphagrid.merge.engine;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds the statistics of one set of parents for points merged so far: angles, thresholds, masses.
 * A further point asks the parents only for what no point before it needed.
 */
public final class ParentStatistics {
  private final Map<StatisticKey, Serializable> answers = new ConcurrentHashMap<>();

  Map<StatisticKey, Serializable> known() {
    return answers;
  }

  void add(StatisticPass.Found found) {
    answers.putAll(found.answers());
  }

  /** Returns how many there are. */
  public int count() {
    return answers.size();
  }
}
