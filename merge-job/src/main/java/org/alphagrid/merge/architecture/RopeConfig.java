package org.alphagrid.merge.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.architecture.rope.DynamicRope;
import org.alphagrid.merge.architecture.rope.LinearRope;
import org.alphagrid.merge.architecture.rope.Llama3Rope;
import org.alphagrid.merge.architecture.rope.LongRope;
import org.alphagrid.merge.architecture.rope.PlainRope;
import org.alphagrid.merge.architecture.rope.RopeScaling;
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
  private static final String FACTOR = "factor";
  private static final String TRAINED = "original_max_position_embeddings";
  private static final String ATTENTION_FACTOR = "attention_factor";
  private static final String CONTEXT = "max_position_embeddings";
  private static final String TYPES = "one of [default, linear, dynamic, yarn, llama3, longrope]";

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
    return (int) Math.min(Math.max(stated, Math.round(stretched)), Integer.MAX_VALUE);
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
    return new RopeSpec(inEither(THETA, absentTheta), rotarySize, scaling(rotarySize));
  }

  /** Returns a number that may stand in the map, beside it, or in both if they agree. */
  private double inEither(String key, double absent) {
    Optional<Double> inside = number(key);
    double beside = config.number(key, inside.orElse(absent));
    if (inside.isPresent() && inside.get() != beside) {
      throw new UserException(
          "Cannot take %s %s and %s (must agree; in %s)"
              .formatted(key, beside, inside.get(), config.source()));
    }
    return beside;
  }

  private RopeScaling scaling(int rotarySize) {
    String type = type();
    return switch (type) {
      case "default" -> {
        allow();
        yield new PlainRope();
      }
      case "linear" -> {
        allow(FACTOR);
        yield new LinearRope(required(FACTOR));
      }
      case "dynamic" -> {
        allow(FACTOR, TRAINED);
        yield new DynamicRope(required(FACTOR), trained());
      }
      case "yarn" -> yarn();
      case "llama3" -> {
        allow(FACTOR, "low_freq_factor", "high_freq_factor", TRAINED);
        yield new Llama3Rope(
            required(FACTOR), required("low_freq_factor"), required("high_freq_factor"), trained());
      }
      case "longrope", "su" -> longRope(rotarySize);
      default -> throw typeNode().orElseThrow().invalid(TYPES);
    };
  }

  private YarnRope yarn() {
    allow(
        FACTOR,
        TRAINED,
        ATTENTION_FACTOR,
        "beta_fast",
        "beta_slow",
        "truncate",
        "mscale",
        "mscale_all_dim");
    int trained = trained();
    double factor = number(FACTOR).orElseGet(() -> (double) config.size(CONTEXT) / trained);
    double amplitude =
        number(ATTENTION_FACTOR)
            .orElseGet(
                () ->
                    number("mscale").isPresent() && number("mscale_all_dim").isPresent()
                        ? YarnRope.amplitudeOf(factor, required("mscale"))
                            / YarnRope.amplitudeOf(factor, required("mscale_all_dim"))
                        : YarnRope.amplitudeOf(factor, 1));
    return new YarnRope(
        factor,
        trained,
        number("beta_fast").orElse(32.0),
        number("beta_slow").orElse(1.0),
        scaling.flatMap(node -> node.optional("truncate")).map(ConfigNode::flag).orElse(true),
        amplitude);
  }

  private LongRope longRope(int rotarySize) {
    allow("short_factor", "long_factor", FACTOR, TRAINED, ATTENTION_FACTOR);
    int trained = trained();
    double factor = number(FACTOR).orElseGet(() -> (double) config.size(CONTEXT) / trained);
    return new LongRope(
        factors("short_factor", rotarySize),
        factors("long_factor", rotarySize),
        trained,
        number(ATTENTION_FACTOR).orElseGet(() -> LongRope.amplitudeOf(factor, trained)));
  }

  private List<Double> factors(String key, int rotarySize) {
    ConfigNode node = scaling.orElseThrow().required(key);
    List<Double> factors = new ArrayList<>();
    node.items().forEach(item -> factors.add(item.number(Double.MIN_VALUE, Double.MAX_VALUE)));
    if (factors.size() != rotarySize / 2) {
      throw node.invalid("a list of %d, one for each pair".formatted(rotarySize / 2));
    }
    return factors;
  }

  /** Training length: in the scaling, beside it, or the context length itself. */
  private int trained() {
    return scaling
        .flatMap(node -> node.optional(TRAINED))
        .or(() -> config.optional(TRAINED))
        .map(node -> node.integer(1, Integer.MAX_VALUE))
        .orElseGet(() -> config.size(CONTEXT));
  }

  private String type() {
    return typeNode().map(ConfigNode::text).orElse("default");
  }

  private Optional<ConfigNode> typeNode() {
    return scaling.flatMap(node -> node.optional("rope_type").or(() -> node.optional("type")));
  }

  private void allow(String... keys) {
    Set<String> known = new TreeSet<>(Set.of(keys));
    known.addAll(Set.of("rope_type", "type", THETA, PARTIAL));
    scaling.ifPresent(node -> node.allow(known));
  }

  private double required(String key) {
    return scaling.orElseThrow().required(key).number(Double.MIN_VALUE, Double.MAX_VALUE);
  }

  private Optional<Double> number(String key) {
    return scaling
        .flatMap(node -> node.optional(key))
        .map(node -> node.number(Double.MIN_VALUE, Double.MAX_VALUE));
  }
}
