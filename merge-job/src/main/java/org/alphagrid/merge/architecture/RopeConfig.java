package org.alphagrid.merge.architecture;

import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.architecture.rope.DynamicRope;
import org.alphagrid.merge.architecture.rope.RopeSpec;
import org.alphagrid.merge.architecture.rope.YarnRope;

/**
 * Reads a rotary position embedding in either spelling: {@code rope_theta} with {@code
 * rope_scaling}, or both as {@code rope_parameters}. Throws {@link UserException}, naming key and
 * file, where a key is missing, unknown or contradicts another.
 */
public final class RopeConfig {
  private static final String PARAMETERS = "rope_parameters";
  private static final String SCALING = "rope_scaling";
  private static final String THETA = "rope_theta";
  private static final String PARTIAL = "partial_rotary_factor";
  private static final String CONTEXT = "max_position_embeddings";

  /** What every family's configuration class takes where nothing is said. */
  private static final double DEFAULT_THETA = 10_000;

  private final ModelConfig config;
  private final int headSize;
  private final Optional<ConfigNode> scaling;

  private RopeConfig(ModelConfig config, int headSize, Optional<ConfigNode> scaling) {
    this.config = config;
    this.headSize = headSize;
    this.scaling = scaling;
  }

  /**
   * Reads the rotary embedding that all layers share.
   *
   * @param headSize values per head
   */
  public static RopeSpec read(ModelConfig config, int headSize) {
    return of(config, headSize).spec(DEFAULT_THETA);
  }

  /**
   * Reads the rotary embedding of layers with a window, for families where it differs from that of
   * the others: {@code rope_parameters.sliding_attention}, or {@code rope_local_base_freq} without
   * scaling.
   *
   * @param headSize values per head
   * @param theta the base where the file has none
   */
  public static RopeSpec readLocal(ModelConfig config, int headSize, double theta) {
    Optional<ConfigNode> local = perType(config, "sliding_attention");
    if (local.isPresent()) {
      return new RopeConfig(config, headSize, local).spec(theta);
    }
    return RopeSpec.plain(config.number("rope_local_base_freq", theta), headSize);
  }

  /**
   * Reads the rotary embedding of layers without a window, for families that use {@link #readLocal}
   * for the others.
   *
   * @param headSize values per head
   * @param theta the base where the file has none
   */
  public static RopeSpec readGlobal(ModelConfig config, int headSize, double theta) {
    Optional<ConfigNode> global = perType(config, "full_attention");
    return (global.isPresent() ? new RopeConfig(config, headSize, global) : of(config, headSize))
        .spec(theta);
  }

  /**
   * Returns the most positions of a sequence: {@code max_position_embeddings}, or the trained
   * length times the factor where a YaRN or dynamic rotation makes that more.
   */
  public static int contextLength(ModelConfig config, RopeSpec rope) {
    int stated = config.size(CONTEXT);
    double stretched =
        rope.scaling() instanceof YarnRope yarn
            ? yarn.factor() * yarn.trained()
            : rope.scaling() instanceof DynamicRope dynamic
                ? dynamic.factor() * dynamic.trained()
                : stated;
    int length = (int) Math.min(Math.max(stated, Math.round(stretched)), Integer.MAX_VALUE);
    if (!DoubleStream.of(rope.frequencies(length)).allMatch(Double::isFinite)) {
      throw new UserException(
          "Invalid rotation: %s gives frequencies that are no numbers (in %s)"
              .formatted(rope, config.source()));
    }
    return length;
  }

  private static Optional<ConfigNode> perType(ModelConfig config, String type) {
    return config
        .optional(PARAMETERS)
        .flatMap(
            parameters -> {
              Optional<ConfigNode> one = parameters.optional(type);
              if (one.isPresent()) {
                parameters.allow(Set.of("full_attention", "sliding_attention"));
              }
              return one;
            });
  }

  private static RopeConfig of(ModelConfig config, int headSize) {
    Optional<ConfigNode> parameters = config.optional(PARAMETERS);
    Optional<ConfigNode> scaling = config.optional(SCALING);
    if (parameters.isPresent() && scaling.isPresent()) {
      throw new UserException(
          "Cannot take both %s and %s (keep one; in %s)"
              .formatted(PARAMETERS, SCALING, config.source()));
    }
    return new RopeConfig(config, headSize, parameters.isPresent() ? parameters : scaling);
  }

  private RopeSpec spec(double absentTheta) {
    double share = inEither(PARTIAL, 1);
    if (share > 1) {
      throw new UserException(
          "Invalid %s: %s (must be at most 1; in %s)".formatted(PARTIAL, share, config.source()));
    }
    int rotarySize = (int) (headSize * share);
    return new RopeSpec(
        inEither(THETA, absentTheta),
        rotarySize,
        new RopeScalingConfig(config, scaling).read(rotarySize));
  }

  /** Returns a number that may stand in the map, beside it, or in both if they agree. */
  private double inEither(String key, double absent) {
    Optional<Double> inside =
        scaling
            .flatMap(node -> node.optional(key))
            .map(node -> node.number(Double.MIN_VALUE, Double.MAX_VALUE));
    double beside = config.number(key, inside.orElse(absent));
    if (inside.isPresent() && inside.get() != beside) {
      throw RopeScalingConfig.disagreement(config, key, beside, inside.get());
    }
    return beside;
  }
}
