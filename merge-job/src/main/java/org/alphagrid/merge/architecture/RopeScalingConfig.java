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
import org.alphagrid.merge.architecture.rope.YarnRope;

/**
 * Reads how a rotation is scaled: {@code rope_scaling}, or {@code rope_parameters}, by its type.
 * Throws {@link UserException}, naming key and file, where a key is missing or unknown to the type.
 */
final class RopeScalingConfig {
  private static final String FACTOR = "factor";
  private static final String TRAINED = "original_max_position_embeddings";
  private static final String ATTENTION_FACTOR = "attention_factor";

  /** Multiplies YaRN's own amplitude, where {@link #ATTENTION_FACTOR} stands in its place. */
  private static final String OWN_FACTOR = "attn_factor";

  private static final String CONTEXT = "max_position_embeddings";
  private static final String TYPES = "one of [default, linear, dynamic, yarn, llama3, longrope]";

  /** Keys that stand in the map of any rotation, read here, read elsewhere, or without effect. */
  private static final Set<String> OF_ALL_TYPES =
      Set.of("rope_type", "type", "rope_theta", "partial_rotary_factor", TRAINED, "finetuned");

  private final ModelConfig config;
  private final Optional<ConfigNode> scaling;

  RopeScalingConfig(ModelConfig config, Optional<ConfigNode> scaling) {
    this.config = config;
    this.scaling = scaling;
  }

  RopeScaling read(int rotarySize) {
    // Only some types look at it.
    config.ignore(TRAINED);
    return switch (type()) {
      case "default" -> {
        allow();
        yield new PlainRope();
      }
      case "linear" -> {
        allow(FACTOR);
        yield new LinearRope(required(FACTOR));
      }
      case "dynamic" -> {
        allow(FACTOR);
        yield new DynamicRope(required(FACTOR), trained());
      }
      case "yarn" -> yarn();
      case "llama3" -> {
        allow(FACTOR, "low_freq_factor", "high_freq_factor");
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
        ATTENTION_FACTOR,
        OWN_FACTOR,
        "beta_fast",
        "beta_slow",
        "truncate",
        "mscale",
        "mscale_all_dim");
    int trained = trained();
    double factor = number(FACTOR).orElseGet(() -> (double) config.size(CONTEXT) / trained);
    return new YarnRope(
        factor,
        trained,
        number("beta_fast").orElse(32.0),
        number("beta_slow").orElse(1.0),
        scaling.flatMap(node -> node.optional("truncate")).map(ConfigNode::flag).orElse(true),
        yarnAmplitude(factor));
  }

  private double yarnAmplitude(double factor) {
    Optional<Double> given = number(ATTENTION_FACTOR);
    Optional<Double> own = number(OWN_FACTOR);
    if (given.isPresent() && own.isPresent()) {
      throw new UserException(
          "Cannot take both %s and %s (keep one; %s)"
              .formatted(ATTENTION_FACTOR, OWN_FACTOR, scaling.orElseThrow().place()));
    }
    if (given.isPresent()) {
      return given.get();
    }
    boolean scaled = number("mscale").isPresent() && number("mscale_all_dim").isPresent();
    double amplitude =
        scaled
            ? YarnRope.amplitudeOf(factor, required("mscale"))
                / YarnRope.amplitudeOf(factor, required("mscale_all_dim"))
            : YarnRope.amplitudeOf(factor, 1);
    return own.orElse(1.0) * amplitude;
  }

  private LongRope longRope(int rotarySize) {
    allow("short_factor", "long_factor", FACTOR, ATTENTION_FACTOR);
    int trained = trained();
    return new LongRope(
        factors("short_factor", rotarySize),
        factors("long_factor", rotarySize),
        trained,
        number(ATTENTION_FACTOR)
            .orElseGet(() -> LongRope.amplitudeOf(longFactor(trained), trained)));
  }

  /** Returns how far the published model reaches beyond training, which fixes its amplitude. */
  private double longFactor(int trained) {
    int stated = config.size(CONTEXT);
    if (number(FACTOR).isEmpty() && stated <= trained) {
      throw new UserException(
          "Missing required key '%s' (%s): %s %d is not above the trained length, so the amplitude of the rotation is not known (write the context length of the model as published, divided by %d, as %s)"
              .formatted(FACTOR, scaling.orElseThrow().place(), CONTEXT, stated, trained, FACTOR));
    }
    return number(FACTOR).orElse((double) stated / trained);
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
    Optional<Integer> inside =
        scaling
            .flatMap(node -> node.optional(TRAINED))
            .map(node -> node.integer(1, Integer.MAX_VALUE));
    int beside = config.size(TRAINED, inside.orElseGet(() -> config.size(CONTEXT)));
    if (inside.isPresent() && inside.get() != beside) {
      throw disagreement(config, TRAINED, beside, inside.get());
    }
    return beside;
  }

  /** Makes an error about a key that stands in the map and beside it with two values. */
  static UserException disagreement(ModelConfig config, String key, Object beside, Object inside) {
    return new UserException(
        "Cannot take %s %s and %s (must agree; in %s)"
            .formatted(key, beside, inside, config.source()));
  }

  private String type() {
    return typeNode().map(ConfigNode::text).orElse("default");
  }

  private Optional<ConfigNode> typeNode() {
    return scaling.flatMap(node -> node.optional("rope_type").or(() -> node.optional("type")));
  }

  /** Names no nearest key: one that looks like another may do something else. */
  private void allow(String... keys) {
    Set<String> known = new TreeSet<>(OF_ALL_TYPES);
    known.addAll(Set.of(keys));
    Set<String> unknown = new TreeSet<>(scaling.map(ConfigNode::keys).orElse(Set.of()));
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new UserException(
          "Unsupported keys %s: a rotation of type '%s' does not know them (known: %s; %s)"
              .formatted(unknown, type(), known, scaling.orElseThrow().place()));
    }
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
