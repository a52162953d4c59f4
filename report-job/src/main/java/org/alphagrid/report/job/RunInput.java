package org.alphagrid.report.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.evidence.PointPair;
import org.alphagrid.report.model.Provenance;
import org.alphagrid.report.searchlog.SearchRecord;
import org.apache.hadoop.fs.Path;

/**
 * Holds one run to report on, or several that are told apart by name.
 *
 * @param sweep of the one run, or of all: points of every run, benchmarks that all of them have
 * @param samples directory of every run, by name
 * @param pairs the same point in the first run and in another
 * @param warnings what the comparison leaves out
 * @param search that found the points of the one run, if one did
 */
record RunInput(
    ReportedSweep sweep,
    Map<String, Path> samples,
    List<PointPair> pairs,
    List<String> warnings,
    Optional<SearchRecord> search) {

  static RunInput read(List<String> runs) {
    Map<String, ReportedSweep> sweeps = new LinkedHashMap<>();
    Map<String, Path> samples = new LinkedHashMap<>();
    for (String run : runs) {
      Path directory = new Path(run);
      String name = distinct(directory.getName(), sweeps.keySet());
      sweeps.put(name, ReportedSweepReader.read(new Path(directory, "sweep.yaml")));
      samples.put(name, new Path(directory, "samples"));
    }
    ReportedSweep first = sweeps.values().iterator().next();
    return sweeps.size() == 1
        ? new RunInput(
            first,
            samples,
            List.of(),
            List.of(),
            SearchFile.read(
                new Path(runs.get(0)), first.points().stream().map(SweepPoint::id).toList()))
        : several(sweeps, samples);
  }

  private static String distinct(String name, Set<String> taken) {
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  private static RunInput several(Map<String, ReportedSweep> sweeps, Map<String, Path> samples) {
    List<String> benchmarks = shared(sweeps);
    List<SweepPoint> points = new ArrayList<>();
    sweeps.forEach((name, sweep) -> sweep.points().forEach(point -> points.add(point.in(name))));
    List<String> warnings = new ArrayList<>();
    sweeps.forEach(
        (name, sweep) ->
            sweep.benchmarks().stream()
                .filter(benchmark -> !benchmarks.contains(benchmark))
                .forEach(
                    benchmark ->
                        warnings.add(
                            "Left out benchmark %s of run %s: not in every run"
                                .formatted(benchmark, name))));
    ReportedSweep first = sweeps.values().iterator().next();
    ReportedSweep all = new ReportedSweep(points, benchmarks, provenance(sweeps), first.margin());
    return new RunInput(all, samples, pairs(sweeps), warnings, Optional.empty());
  }

  private static List<String> shared(Map<String, ReportedSweep> sweeps) {
    Set<String> shared = new LinkedHashSet<>(sweeps.values().iterator().next().benchmarks());
    sweeps.values().forEach(sweep -> shared.retainAll(sweep.benchmarks()));
    if (shared.isEmpty()) {
      Map<String, List<String>> found = new LinkedHashMap<>();
      sweeps.forEach((name, sweep) -> found.put(name, sweep.benchmarks()));
      throw new UserException(
          "Cannot compare runs %s: no benchmark is in every one; found: %s"
              .formatted(sweeps.keySet(), found));
    }
    return List.copyOf(shared);
  }

  private static Provenance provenance(Map<String, ReportedSweep> sweeps) {
    List<Provenance.Parent> parents = new ArrayList<>();
    Set<String> protocols = new LinkedHashSet<>();
    Set<String> seeds = new LinkedHashSet<>();
    int samples = Integer.MAX_VALUE;
    for (Map.Entry<String, ReportedSweep> run : sweeps.entrySet()) {
      Provenance own = run.getValue().provenance();
      own.parents()
          .forEach(
              parent ->
                  parents.add(
                      new Provenance.Parent(
                          run.getKey() + " " + parent.role(), parent.path(), parent.digest())));
      protocols.add(own.protocol());
      seeds.add(own.seed());
      samples = Math.min(samples, own.samples());
    }
    return new Provenance(
        String.join(" and ", sweeps.keySet()),
        parents,
        String.join(", ", protocols),
        samples,
        String.join(", ", seeds));
  }

  /** A point that stands for another model has that one compared already. */
  private static List<PointPair> pairs(Map<String, ReportedSweep> sweeps) {
    Map<String, String> first = new HashMap<>();
    List<PointPair> pairs = new ArrayList<>();
    sweeps.forEach(
        (name, sweep) -> {
          for (SweepPoint point : sweep.points()) {
            SweepPoint named = point.in(name);
            if (named.model().equals(named.id())) {
              String before = first.putIfAbsent(point.id(), named.id());
              if (before != null) {
                pairs.add(new PointPair(named.id(), before));
              }
            }
          }
        });
    return pairs;
  }
}
