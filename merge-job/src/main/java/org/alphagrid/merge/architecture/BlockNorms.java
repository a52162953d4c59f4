package org.alphagrid.merge.architecture;

import java.util.List;
import java.util.stream.Stream;

/** Where a block normalises, and what checkpoints call those norms; empty where it does not. */
public enum BlockNorms {
  /** Before attention and before the feed-forward (Llama, Qwen, Mistral, Phi-3). */
  BEFORE("input_layernorm", "", "post_attention_layernorm", ""),
  /** After each, before it joins the residual (OLMo 2). */
  AFTER("", "post_attention_layernorm", "", "post_feedforward_layernorm"),
  /** On both sides (Gemma 2 and 3). */
  AROUND(
      "input_layernorm",
      "post_attention_layernorm",
      "pre_feedforward_layernorm",
      "post_feedforward_layernorm");

  private final String beforeAttention;
  private final String afterAttention;
  private final String beforeFeedForward;
  private final String afterFeedForward;

  BlockNorms(
      String beforeAttention,
      String afterAttention,
      String beforeFeedForward,
      String afterFeedForward) {
    this.beforeAttention = beforeAttention;
    this.afterAttention = afterAttention;
    this.beforeFeedForward = beforeFeedForward;
    this.afterFeedForward = afterFeedForward;
  }

  /** The norm of the residual stream that attention reads. */
  public String beforeAttention() {
    return beforeAttention;
  }

  /** The norm of attention's result. */
  public String afterAttention() {
    return afterAttention;
  }

  /** The norm of the residual stream that the feed-forward reads. */
  public String beforeFeedForward() {
    return beforeFeedForward;
  }

  /** The norm of the feed-forward's result. */
  public String afterFeedForward() {
    return afterFeedForward;
  }

  /** Those that there are, in order. */
  public List<String> names() {
    return Stream.of(beforeAttention, afterAttention, beforeFeedForward, afterFeedForward)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
