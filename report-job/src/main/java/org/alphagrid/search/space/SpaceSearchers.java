package org.alphagrid.search.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.alphagrid.search.Searcher;

/** Every searcher of a space by the name a sweep file gives it. */
public final class SpaceSearchers {
  private static final Map<String, BiFunction<SearchSpace, SpaceSettings, Proposer>> KNOWN =
      known();

  private SpaceSearchers() {}

  private static Map<String, BiFunction<SearchSpace, SpaceSettings, Proposer>> known() {
    Map<String, BiFunction<SearchSpace, SpaceSettings, Proposer>> known = new LinkedHashMap<>();
    known.put("gp", (space, settings) -> new GpProposer(space, settings.seed()));
    known.put("nsga2", (space, settings) -> new Nsga2Proposer(space));
    known.put(
        "cma-es",
        (space, settings) ->
            new CmaEsProposer(
                space, settings.seed(), Spread.over(space, settings.spread(), settings.seed())));
    known.put("random-space", (space, settings) -> new RandomProposer(space));
    return Collections.unmodifiableMap(known);
  }

  /** In the order of tables. */
  public static List<String> names() {
    return List.copyOf(KNOWN.keySet());
  }

  /**
   * A searcher that has seen nothing yet.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Searcher start(String name, SearchSpace space, SpaceSettings settings) {
    BiFunction<SearchSpace, SpaceSettings, Proposer> found = KNOWN.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "Unknown searcher of a space '%s'; known: %s".formatted(name, names()));
    }
    return new SpaceSearch(space, settings, name, found.apply(space, settings));
  }
}
