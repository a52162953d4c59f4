package org.alphagrid.merge.architecture;

import java.util.Set;

/**
 * Lists the keys of {@code config.json} that have no effect on what a decoder computes: settings of
 * training, defaults of generation, notes of the program that wrote the file.
 */
public final class NeutralKeys {
  static final Set<String> ALL =
      Set.of(
          "_attn_implementation",
          "_attn_implementation_autoset",
          "_name_or_path",
          "architectures",
          "attention_dropout",
          "attn_pdrop",
          "auto_map",
          "bos_token_id",
          "cache_implementation",
          "dtype",
          "embd_pdrop",
          "eos_token_id",
          "gradient_checkpointing",
          "hidden_dropout",
          "id2label",
          "initializer_range",
          "label2id",
          "model_type",
          "output_attentions",
          "output_hidden_states",
          "output_router_logits",
          "pad_token_id",
          "pretraining_tp",
          "resid_pdrop",
          "return_dict",
          "router_aux_loss_coef",
          "tokenizer_class",
          "torch_dtype",
          "transformers_version",
          "unsloth_fixed",
          "unsloth_version",
          "use_cache");

  private NeutralKeys() {}

  /** Tells whether a key has no effect on what a decoder computes. */
  public static boolean contains(String key) {
    return ALL.contains(key);
  }
}
