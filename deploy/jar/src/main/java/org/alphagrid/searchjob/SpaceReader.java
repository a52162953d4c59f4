package org.alphagrid.searchjob;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.config.ConfigException;
import org.alphagrid.config.ConfigNode;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.Searcher;
import org.alphagrid.search.space.SearchSpace;
import org.alphagrid.search.space.SpaceSearchers;
import org.alphagrid.search.space.SpaceSettings;

/** Reads what a search over a space needs beside the settings of every search. */
final class SpaceReader {
  /** Keys of the {@code search} part that only such a search knows. */
  static final Set<String> KEYS =
      Set.of("space", "evaluations", "initial", "inFlight", "samples", "finalists");

  private static final int MOST = 10_000;

  private SpaceReader() {}

  static boolean isSpace(SearchSettings settings) {
    return SpaceSearchers.names().contains(settings.strategy());
  }

  /**
   * A searcher that has seen nothing yet.
   *
   * @param search the {@code search} part
   * @throws ConfigException naming the key that is unknown or out of range
   */
  static Searcher start(ConfigNode search, SearchSettings settings) {
    ConfigNode space = search.required("space");
    try {
      return SpaceSearchers.start(
          settings.strategy(),
          SearchSpace.parse(new YAMLMapper().readTree(space.yaml())),
          read(search, settings));
    } catch (JsonProcessingException e) {
      throw new ConfigException(space.place() + ": " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(space.place() + ": " + e.getMessage(), e);
    }
  }

  static SpaceSettings read(ConfigNode search, SearchSettings settings) {
    // A share of the grid is the other strategies' default, and a space has no grid.
    search.required("budget");
    SpaceSettings absent = SpaceSettings.withSeed(settings.seed());
    return new SpaceSettings(
        settings.seed(),
        integer(search, "evaluations", absent.evaluations()),
        integer(search, "initial", absent.initial()),
        integer(search, "inFlight", absent.inFlight()),
        integer(search, "samples", absent.samples()),
        search.has("heldOut") ? settings.heldOut() : absent.heldOut(),
        integer(search, "finalists", absent.finalists()),
        Optional.of(settings.budget()));
  }

  private static int integer(ConfigNode search, String key, int absent) {
    return search.optional(key).map(value -> value.integer(1, MOST)).orElse(absent);
  }
}
