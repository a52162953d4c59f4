package org.alphagrid.merge.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.alphagrid.merge.architecture.rope.Llama3Rope;
import org.alphagrid.merge.architecture.rope.LongRope;
import org.alphagrid.merge.architecture.rope.YarnRope;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.job.ModelShapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Configurations of published models lead to as many parameters as their safetensors files are said
 * to hold, and to the rotations their authors give.
 */
class PublishedModelsTest {
  @ParameterizedTest
  @CsvSource({
    "qwen2.5-0.5b, 494032768",
    "qwen2.5-1.5b, 1543714304",
    "qwen3-0.6b, 596049920",
    "llama-3.2-1b, 1235814400",
    "gemma-3-1b, 999885952"
  })
  void shapesHaveTheParametersOfTheirModels(String shape, long parameters) {
    assertThat(parameters(ModelShapes.config(shape))).isEqualTo(parameters);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          # DeepSeek-R1-Distill-Qwen-1.5B
          1777088000 | {"architectures": ["Qwen2ForCausalLM"], "attention_dropout": 0.0, "bos_token_id": 151643, "eos_token_id": 151643, "hidden_act": "silu", "hidden_size": 1536, "initializer_range": 0.02, "intermediate_size": 8960, "max_position_embeddings": 131072, "max_window_layers": 21, "model_type": "qwen2", "num_attention_heads": 12, "num_hidden_layers": 28, "num_key_value_heads": 2, "rms_norm_eps": 1e-06, "rope_theta": 10000, "sliding_window": 4096, "tie_word_embeddings": false, "torch_dtype": "bfloat16", "transformers_version": "4.44.0", "use_cache": true, "use_mrope": false, "use_sliding_window": false, "vocab_size": 151936}
          # DeepSeek-R1-Distill-Llama-8B
          8030261248 | {"architectures": ["LlamaForCausalLM"], "attention_bias": false, "attention_dropout": 0.0, "bos_token_id": 128000, "eos_token_id": 128001, "hidden_act": "silu", "hidden_size": 4096, "initializer_range": 0.02, "intermediate_size": 14336, "max_position_embeddings": 131072, "mlp_bias": false, "model_type": "llama", "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 8, "pretraining_tp": 1, "rms_norm_eps": 1e-05, "rope_scaling": {"factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192, "rope_type": "llama3"}, "rope_theta": 500000.0, "tie_word_embeddings": false, "torch_dtype": "bfloat16", "transformers_version": "4.43.0", "use_cache": true, "vocab_size": 128256}
          # Mistral-7B-v0.1
          7241732096 | {"architectures": ["MistralForCausalLM"], "bos_token_id": 1, "eos_token_id": 2, "hidden_act": "silu", "hidden_size": 4096, "initializer_range": 0.02, "intermediate_size": 14336, "max_position_embeddings": 32768, "model_type": "mistral", "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 8, "rms_norm_eps": 1e-05, "rope_theta": 10000.0, "sliding_window": 4096, "tie_word_embeddings": false, "torch_dtype": "bfloat16", "transformers_version": "4.34.0", "use_cache": true, "vocab_size": 32000}
          # Qwen3-30B-A3B
          30532122624 | {"architectures": ["Qwen3MoeForCausalLM"], "attention_bias": false, "attention_dropout": 0.0, "decoder_sparse_step": 1, "head_dim": 128, "hidden_act": "silu", "hidden_size": 2048, "initializer_range": 0.02, "intermediate_size": 6144, "max_position_embeddings": 40960, "max_window_layers": 48, "mlp_only_layers": [], "model_type": "qwen3_moe", "moe_intermediate_size": 768, "norm_topk_prob": true, "num_attention_heads": 32, "num_experts": 128, "num_experts_per_tok": 8, "num_hidden_layers": 48, "num_key_value_heads": 4, "output_router_logits": false, "rms_norm_eps": 1e-06, "rope_scaling": null, "rope_theta": 1000000.0, "router_aux_loss_coef": 0.001, "sliding_window": null, "tie_word_embeddings": false, "use_cache": true, "use_sliding_window": false, "vocab_size": 151936}
          # Phi-3-mini-4k-instruct
          3821079552 | {"architectures": ["Phi3ForCausalLM"], "attention_bias": false, "embd_pdrop": 0.0, "hidden_act": "silu", "hidden_size": 3072, "intermediate_size": 8192, "max_position_embeddings": 4096, "model_type": "phi3", "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 32, "original_max_position_embeddings": 4096, "pad_token_id": 32000, "resid_pdrop": 0.0, "rms_norm_eps": 1e-05, "rope_scaling": null, "rope_theta": 10000.0, "sliding_window": 2047, "tie_word_embeddings": false, "vocab_size": 32064}
          # Gemma-2-2b
          2614341888 | {"architectures": ["Gemma2ForCausalLM"], "attention_bias": false, "attn_logit_softcapping": 50.0, "cache_implementation": "hybrid", "final_logit_softcapping": 30.0, "head_dim": 256, "hidden_act": "gelu_pytorch_tanh", "hidden_activation": "gelu_pytorch_tanh", "hidden_size": 2304, "intermediate_size": 9216, "max_position_embeddings": 8192, "model_type": "gemma2", "num_attention_heads": 8, "num_hidden_layers": 26, "num_key_value_heads": 4, "query_pre_attn_scalar": 256, "rms_norm_eps": 1e-06, "rope_theta": 10000.0, "sliding_window": 4096, "vocab_size": 256000}
          # OLMo-2-1124-7B
          7298617344 | {"architectures": ["Olmo2ForCausalLM"], "attention_bias": false, "hidden_act": "silu", "hidden_size": 4096, "intermediate_size": 11008, "max_position_embeddings": 4096, "model_type": "olmo2", "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 32, "rms_norm_eps": 1e-06, "rope_scaling": null, "rope_theta": 500000, "tie_word_embeddings": false, "vocab_size": 100352}
          """)
  void configurationsHaveTheParametersOfTheirModels(long parameters, String config) {
    assertThat(parameters(config)).isEqualTo(parameters);
  }

  private static long parameters(String config) {
    return WeightLayout.of(ModelConfig.parse("config.json", config).describe()).stream()
        .mapToLong(slot -> slot.shape().elements())
        .sum();
  }

  @Test
  void llama3RotationIsReadWhole() {
    DecoderSpec spec =
        ModelConfig.parse("config.json", ModelShapes.config("llama-3.2-1b")).describe();
    assertThat(spec.blocks().get(0).rope().scaling()).isEqualTo(new Llama3Rope(32, 1, 4, 8192));
    assertThat(spec.contextLength()).isEqualTo(131_072);
  }

  /** As the Qwen2.5 model cards advise: the file's context length stays, the stretch adds to it. */
  @Test
  void yarnStretchesTheContext() {
    TinyCheckpoint stretched =
        TinyCheckpoint.pico("qwen2")
            .with("max_position_embeddings", 32_768)
            .with(
                "rope_scaling",
                java.util.Map.of(
                    "factor", 4.0, "original_max_position_embeddings", 32_768, "type", "yarn"));
    DecoderSpec spec = stretched.spec();
    assertThat(spec.contextLength()).isEqualTo(131_072);
    YarnRope yarn = (YarnRope) spec.blocks().get(0).rope().scaling();
    assertThat(yarn.amplitude()).isCloseTo(1.138629436, within(1e-9));
    assertThat(List.of(yarn.fastTurns(), yarn.slowTurns())).containsExactly(32.0, 1.0);
  }

  /** As DeepSeek-R1-0528-Qwen3-8B has it: both factors together leave cosines and sines alone. */
  @Test
  void ownFactorMultipliesYarnsAmplitude() {
    TinyCheckpoint model =
        TinyCheckpoint.pico("qwen3")
            .with(
                "rope_scaling",
                java.util.Map.of(
                    "factor",
                    4.0,
                    "original_max_position_embeddings",
                    32_768,
                    "rope_type",
                    "yarn",
                    "attn_factor",
                    0.8782488562869419));
    YarnRope yarn = (YarnRope) model.spec().blocks().get(0).rope().scaling();
    assertThat(yarn.amplitude()).isCloseTo(1, within(1e-9));
  }

  /** The family's code has the published models' caps; a null switches them off. */
  @Test
  void gemma2WithoutCapsHasThePublishedOnes() {
    DecoderSpec silent =
        TinyCheckpoint.pico("gemma2")
            .without("attn_logit_softcapping")
            .without("final_logit_softcapping")
            .spec();
    assertThat(silent.attention().softcap()).isEqualTo(50);
    assertThat(silent.tokens().softcap()).isEqualTo(30);
    DecoderSpec none =
        TinyCheckpoint.pico("gemma2")
            .with("attn_logit_softcapping", null)
            .with("final_logit_softcapping", null)
            .spec();
    assertThat(none.attention().softcap()).isZero();
    assertThat(none.tokens().softcap()).isZero();
    DecoderSpec gemma3 = TinyCheckpoint.pico("gemma3_text").spec();
    assertThat(gemma3.attention().softcap() + gemma3.tokens().softcap()).isZero();
  }

  /** Phi-3-mini-128k: 131,072 positions from 4,096. */
  @Test
  void longRopeAmplitudeIsThePapers() {
    assertThat(LongRope.amplitudeOf(131_072 / 4_096.0, 4_096)).isCloseTo(1.190238, within(1e-6));
    DecoderSpec phi = TinyCheckpoint.pico("phi3").spec();
    LongRope rope = (LongRope) phi.blocks().get(0).rope().scaling();
    assertThat(rope.trained()).isEqualTo(1_024);
    assertThat(rope.amplitude())
        .isCloseTo(Math.sqrt(1 + Math.log(4) / Math.log(1_024)), within(1e-12));
  }
}
