package org.alphagrid.merge.architecture;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists the keys of {@code config.json} that have no effect on what a decoder computes, at any
 * value or at one. A family that looks at such a key decides itself. FAMILIES.md tells what each
 * is.
 */
public final class NeutralKeys {
  /** Defaults of generation: here the protocol says how tokens are drawn. */
  private static final Set<String> GENERATION =
      Set.of(
          "bad_words_ids",
          "begin_suppress_tokens",
          "cache_implementation",
          "diversity_penalty",
          "do_sample",
          "early_stopping",
          "encoder_no_repeat_ngram_size",
          "exponential_decay_length_penalty",
          "forced_bos_token_id",
          "forced_eos_token_id",
          "length_penalty",
          "max_length",
          "max_new_tokens",
          "min_length",
          "min_p",
          "no_repeat_ngram_size",
          "num_beam_groups",
          "num_beams",
          "num_return_sequences",
          "output_attentions",
          "output_hidden_states",
          "output_router_logits",
          "output_scores",
          "remove_invalid_values",
          "repetition_penalty",
          "return_dict",
          "return_dict_in_generate",
          "suppress_tokens",
          "temperature",
          "top_k",
          "top_p",
          "typical_p",
          "use_cache");

  /** Settings that count while a model is trained. */
  private static final Set<String> TRAINING =
      Set.of(
          "attention_dropout",
          "attn_pdrop",
          "classifier_dropout",
          "dropout",
          "embd_pdrop",
          "embedding_dropout",
          "ffn_dropout",
          "gradient_checkpointing",
          "gradient_checkpointing_kwargs",
          "hidden_dropout",
          "hidden_dropout_prob",
          "initializer_range",
          "layerdrop",
          "neftune_noise_alpha",
          "pretraining_tp",
          "resid_pdrop",
          "router_aux_loss_coef",
          "router_jitter_noise");

  /** Ids and names that are read from the files of the tokenizer and of generation. */
  private static final Set<String> TOKENS =
      Set.of(
          "bos_token_id",
          "cls_token_id",
          "decoder_start_token_id",
          "eos_token_id",
          "mask_token_id",
          "model_max_length",
          "pad_token_id",
          "sep_token_id",
          "tokenizer_class",
          "unk_token_id");

  /** Notes of the program that wrote the file, and switches of how, not what, it computes. */
  private static final Set<String> NOTES =
      Set.of(
          "_attn_implementation",
          "_attn_implementation_autoset",
          "_attn_implementation_internal",
          "_commit_hash",
          "_flash_attn_2_enabled",
          "_name_or_path",
          "_unsloth_fixed",
          "architectures",
          "auto_map",
          "dtype",
          "finetuning_task",
          "id2label",
          "is_decoder",
          "is_llama_config",
          "keys_to_ignore_at_inference",
          "label2id",
          "model_type",
          "num_labels",
          "problem_type",
          "task_specific_params",
          "tf_legacy_loss",
          "torch_dtype",
          "torchscript",
          "transformers.js_config",
          "transformers_version",
          "unsloth_fixed",
          "unsloth_version",
          "use_bfloat16",
          "use_flash_attention_2",
          "use_flash_attn");

  /** Holds the keys that have no effect at any value. */
  static final Set<String> AT_ANY_VALUE =
      Stream.of(GENERATION, TRAINING, TOKENS, NOTES)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /** Holds the keys that have no effect at one value only, by that value as JSON. */
  static final Map<String, String> AT_A_VALUE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("add_cross_attention", "false"),
              Map.entry("attention_bias", "false"),
              Map.entry("attention_out_bias", "false"),
              Map.entry("bias", "false"),
              Map.entry("chunk_size_feed_forward", "0"),
              Map.entry("embedding_multiplier", "1"),
              Map.entry("full_attn_mod", "1"),
              Map.entry("interpolate_factor", "1"),
              Map.entry("is_causal", "true"),
              Map.entry("is_encoder_decoder", "false"),
              Map.entry("lm_head_bias", "false"),
              Map.entry("logit_scale", "1"),
              Map.entry("logits_scaling", "1"),
              Map.entry("mlp_bias", "false"),
              Map.entry("num_nextn_predict_layers", "0"),
              Map.entry("pruned_heads", "{}"),
              Map.entry("qkv_bias", "false"),
              Map.entry("residual_multiplier", "1"),
              Map.entry("rope_interleaved", "false"),
              Map.entry("shared_expert_intermediate_size", "0"),
              Map.entry("tie_encoder_decoder", "false"),
              Map.entry("use_bias", "false"),
              Map.entry("use_bidirectional_attention", "false"),
              Map.entry("use_mrope", "false"),
              Map.entry("use_parallel_residual", "false"),
              Map.entry("use_sliding_window", "false")));

  private NeutralKeys() {}

  /** Returns whether a key has no effect on what a decoder computes, whatever its value. */
  public static boolean contains(String key) {
    return AT_ANY_VALUE.contains(key);
  }
}
