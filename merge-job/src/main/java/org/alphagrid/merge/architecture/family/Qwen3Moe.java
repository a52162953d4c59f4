package org.alphagrid.merge.architecture.family;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.architecture.AttentionSpec;
import org.alphagrid.merge.architecture.BlockSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Dense;
import org.alphagrid.merge.architecture.FeedForwardSpec.Experts;
import org.alphagrid.merge.architecture.GateSpec;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.NormSpec;
import org.alphagrid.merge.architecture.QueryKeyNorm;
import org.alphagrid.merge.architecture.RopeConfig;
import org.alphagrid.merge.architecture.TokenSpec;
import org.alphagrid.merge.architecture.rope.RopeSpec;

/**
 * Describes Qwen3 mixtures of experts: Qwen3's attention, experts in place of some or all
 * feed-forwards.
 */
@AutoService(Architecture.class)
public final class Qwen3Moe implements Architecture {
  @Override
  public String name() {
    return "qwen3_moe";
  }

  @Override
  public DecoderSpec describe(ModelConfig config) {
    config.require("hidden_act", "silu", "silu");
    config.require("attention_bias", "false", "false");
    config.require("use_sliding_window", "false", "false");
    config.ignore("sliding_window", "max_window_layers");
    int heads = config.size("num_attention_heads");
    int headSize = config.size("head_dim", config.size("hidden_size") / heads);
    RopeSpec rope = RopeConfig.read(config, headSize);
    return new DecoderSpec(
        name(),
        config.size("hidden_size"),
        RopeConfig.contextLength(config, rope),
        TokenSpec.of(config.size("vocab_size"), config.flag("tie_word_embeddings", false)),
        NormSpec.before(config.number("rms_norm_eps")),
        AttentionSpec.of(heads, config.size("num_key_value_heads"), headSize)
            .withNorm(QueryKeyNorm.PER_HEAD),
        GateSpec.SWIGLU,
        blocks(config, rope));
  }

  private static List<BlockSpec> blocks(ModelConfig config, RopeSpec rope) {
    FeedForwardSpec dense = new Dense(config.size("intermediate_size"));
    FeedForwardSpec experts =
        new Experts(
            config.size("num_experts"),
            config.size("num_experts_per_tok"),
            config.size("moe_intermediate_size"),
            config.flag("norm_topk_prob", false));
    int step = config.size("decoder_sparse_step", 1);
    int layers = config.size("num_hidden_layers");
    Set<Integer> denseLayers =
        config.optional("mlp_only_layers").map(ConfigNode::items).orElse(List.of()).stream()
            .map(layer -> layer.integer(0, layers - 1))
            .collect(Collectors.toSet());
    return IntStream.range(0, layers)
        .mapToObj(layer -> !denseLayers.contains(layer) && (layer + 1) % step == 0)
        .map(sparse -> BlockSpec.of(rope, sparse ? experts : dense))
        .toList();
  }
}
