package org.alphagrid.merge.architecture;

import org.alphagrid.core.plugin.Catalog;
import org.alphagrid.core.plugin.Named;

/** A model family: turns its {@code config.json} into a {@link DecoderSpec}. */
public interface Architecture extends Named {
  /** Every known family. */
  Catalog<Architecture> CATALOG = Catalog.of("model family (model_type)", Architecture.class);

  /** The {@code model_type} of config.json. */
  @Override
  String name();

  /**
   * Reads the sizes and switches.
   *
   * @throws org.alphagrid.core.UserException when a key is missing or says something that this
   *     family's graph does not do; the message names the key
   */
  DecoderSpec describe(ModelConfig config);
}
