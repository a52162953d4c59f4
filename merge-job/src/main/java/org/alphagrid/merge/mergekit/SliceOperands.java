package org.alphagrid.merge.mergekit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.Compatibility;
import org.alphagrid.merge.method.MergeMethod;

/**
 * Says which of a slice's sources is the base and which are merged.
 *
 * @param base empty where there is none
 * @param models in the order of the file
 */
record SliceOperands(Optional<MergekitSource> base, List<MergekitSource> models) {
  /**
   * @throws UserException when the method needs a base or another number of models
   */
  static SliceOperands of(MergekitConfig config, MergekitSlice slice) {
    MergeMethod method = config.method();
    Optional<String> basePath = slice.base().or(config::base);
    if (method.base() == BaseUse.NONE) {
      return checked(config, new SliceOperands(Optional.empty(), models(config, slice, basePath)));
    }
    boolean needed = method.base() == BaseUse.REQUIRED || method.base() == BaseUse.OPERAND;
    if (needed && basePath.isEmpty()) {
      throw new UserException(
          "Method %s needs a base; add base_model (in %s)".formatted(method.name(), config.file()));
    }
    List<MergekitSource> models = new ArrayList<>(slice.sources());
    models.removeIf(source -> basePath.filter(source.model()::equals).isPresent());
    Optional<MergekitSource> base = basePath.map(path -> source(config, slice, path));
    return checked(config, new SliceOperands(base, models));
  }

  /** Returns all sources; mergekit also averages in a base that is not one of them. */
  private static List<MergekitSource> models(
      MergekitConfig config, MergekitSlice slice, Optional<String> basePath) {
    List<MergekitSource> models = new ArrayList<>(slice.sources());
    boolean listed =
        basePath.isEmpty() || models.stream().anyMatch(s -> s.model().equals(basePath.get()));
    if (!listed
        && config.compatibility() == Compatibility.MERGEKIT
        && config.method().mostModels() > models.size()) {
      models.add(source(config, slice, basePath.get()));
    }
    return models;
  }

  private static MergekitSource source(MergekitConfig config, MergekitSlice slice, String path) {
    for (MergekitSource source : slice.sources()) {
      if (source.model().equals(path)) {
        return source;
      }
    }
    if (slice.sources().get(0).layers().isPresent()) {
      throw new UserException(
          "Missing base_model %s among the sources of a slice, with the layers it gives (in %s)"
              .formatted(path, config.file()));
    }
    return new MergekitSource(path, Optional.empty(), Map.of());
  }

  private static SliceOperands checked(MergekitConfig config, SliceOperands operands) {
    MergeMethod method = config.method();
    int count = operands.models().size();
    if (count < method.leastModels() || count > method.mostModels()) {
      String wanted =
          method.leastModels() == method.mostModels()
              ? "exactly " + method.leastModels()
              : "at least " + method.leastModels();
      throw new UserException(
          "Method %s merges %s models besides the base; %d given (in %s)"
              .formatted(method.name(), wanted, count, config.file()));
    }
    return operands;
  }
}
