package org.alphagrid.search.job;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.Budget;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.job.SearchPart.SpacePart;
import org.alphagrid.search.space.SpaceSettings;

/** Reads the {@code search} part of a sweep file. */
final class SearchReader {
  private static final Set<String> KEYS =
      Set.of(
          "strategy",
          "seed",
          "pilot",
          "refine",
          "race",
          "budget",
          "heldOut",
          "space",
          "evaluations",
          "initial",
          "inFlight",
          "samples",
          "finalists");

  private static final int MANY = 1_000_000;
  private static final int MOST_CANDIDATES = 10_000;

  private SearchReader() {}

  /**
   * Returns the part, checked.
   *
   * @param sweepSeed used where the part names none
   * @param margin of the sweep's report, as a share of accuracy
   * @throws UserException naming the key that is unknown or out of range
   */
  static SearchPart read(ConfigNode node, long sweepSeed, double margin) {
    node.allow(KEYS);
    SearchSettings settings = settings(node, sweepSeed, margin);
    Optional<SpacePart> space =
        settings.strategy().isOverSpace()
            ? Optional.of(
                new SpacePart(SpaceReader.read(node.required("space")), space(node, settings)))
            : Optional.empty();
    return new SearchPart(settings, space);
  }

  private static SearchSettings settings(ConfigNode node, long sweepSeed, double margin) {
    SearchSettings absent = SearchSettings.DEFAULT;
    Optional<ConfigNode> pilot = node.optional("pilot");
    pilot.ifPresent(part -> part.allow(Set.of("points", "problems", "samples")));
    Optional<ConfigNode> refine = node.optional("refine");
    refine.ifPresent(part -> part.allow(Set.of("thinkRatio", "logTokens")));
    Optional<ConfigNode> race = node.optional("race");
    race.ifPresent(part -> part.allow(Set.of("rungs", "level")));
    return new SearchSettings(
        node.optional("strategy").map(SearchReader::strategy).orElse(absent.strategy()),
        node.optional("seed").map(ConfigNode::wholeNumber).orElse(sweepSeed),
        integer(pilot, "points", 2, absent.pilotPoints()),
        new Fidelity(
            integer(pilot, "problems", 2, absent.pilot().problems()),
            integer(pilot, "samples", 1, absent.pilot().samples())),
        number(refine, "thinkRatio", 1e-6, 1, absent.thinkRatioStep()),
        number(refine, "logTokens", 1e-6, 100, absent.logTokensStep()),
        integer(race, "rungs", 1, absent.rungs()),
        number(race, "level", 1e-6, 0.5, absent.level()),
        node.optional("budget").map(SearchReader::budget).orElse(absent.budget()),
        node.optional("heldOut").map(v -> v.number(0, 0.9)).orElse(absent.heldOut()),
        margin);
  }

  private static SpaceSettings space(ConfigNode node, SearchSettings settings) {
    // A share of the grid is the other strategies' default, and a space has no grid.
    ConfigNode budget = node.required("budget");
    SpaceSettings absent = SpaceSettings.withSeed(settings.seed());
    try {
      return new SpaceSettings(
          settings.seed(),
          count(node, "evaluations", absent.evaluations()),
          count(node, "initial", absent.initial()),
          count(node, "inFlight", absent.inFlight()),
          count(node, "samples", absent.samples()),
          node.has("heldOut") ? settings.heldOut() : absent.heldOut(),
          count(node, "finalists", absent.finalists()),
          Optional.of(settings.budget()));
    } catch (UserException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (" + budget.place() + ")", e);
    }
  }

  private static int count(ConfigNode node, String key, int absent) {
    return node.optional(key).map(value -> value.integer(1, MOST_CANDIDATES)).orElse(absent);
  }

  private static SearchStrategy strategy(ConfigNode node) {
    List<SearchStrategy> known = List.of(SearchStrategy.values());
    return known.stream()
        .filter(strategy -> strategy.toString().equals(node.text()))
        .findFirst()
        .orElseThrow(() -> node.invalid("one of " + known));
  }

  private static Budget budget(ConfigNode node) {
    if (node.optional("gpuHours").isPresent()) {
      node.allow(Set.of("gpuHours", "concurrency"));
      return Budget.ofGpuHours(
          positive(node.required("gpuHours")), positive(node.required("concurrency")));
    }
    if (node.optional("money").isPresent()) {
      node.allow(Set.of("money", "perMillion"));
      return Budget.ofMoney(
          positive(node.required("money")), positive(node.required("perMillion")));
    }
    if (node.optional("tokens").isPresent()) {
      node.allow(Set.of("tokens"));
      return Budget.ofTokens(positive(node.required("tokens")));
    }
    node.allow(Set.of("share", "tokens", "gpuHours", "money"));
    return Budget.ofShare(positive(node.required("share")));
  }

  private static double positive(ConfigNode node) {
    return node.number(1e-12, Double.MAX_VALUE);
  }

  private static int integer(Optional<ConfigNode> part, String key, int least, int absent) {
    return part.flatMap(node -> node.optional(key))
        .map(value -> value.integer(least, MANY))
        .orElse(absent);
  }

  private static double number(
      Optional<ConfigNode> part, String key, double least, double most, double absent) {
    return part.flatMap(node -> node.optional(key))
        .map(value -> value.number(least, most))
        .orElse(absent);
  }
}
