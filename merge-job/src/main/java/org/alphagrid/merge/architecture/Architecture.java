package org.alphagrid.merge.architecture;

import org.alphagrid.core.plugin.Catalog;
import org.alphagrid.core.plugin.Named;

/**
 * Describes the models of one family: turns a {@code config.json} into a {@link DecoderSpec}, from
 * which the names and shapes of tensors and the graph follow.
 *
 * <p>A new family is one class with {@code @AutoService(Architecture.class)} and its smallest shape
 * in {@code shapes.json}; FAMILIES.md shows a complete one.
 */
public interface Architecture extends Named {
  /** Holds every known family, by {@code model_type}. */
  Catalog<Architecture> CATALOG = Catalog.of("model family (model_type)", Architecture.class);

  /** Returns the {@code model_type} in config.json, for example {@code qwen3}. */
  @Override
  String name();

  /**
   * Reads the sizes and switches of a model.
   *
   * <p>Every key that may change what the model computes is read, required to have the supported
   * value ({@link ModelConfig#require}) or declared to have no effect ({@link ModelConfig#ignore}):
   * {@link ModelConfig#describe} refuses a file with any other key.
   *
   * @throws org.alphagrid.core.UserException when a key is missing or has a value that the graph
   *     does not support; the message names the key
   * @throws IllegalArgumentException from a record when numbers do not fit each other; {@link
   *     ModelConfig#describe} adds the file's name to the message
   */
  DecoderSpec describe(ModelConfig config);
}
