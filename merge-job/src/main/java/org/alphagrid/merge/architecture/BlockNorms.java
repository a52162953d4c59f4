package org.alphagrid.merge.architecture;

import java.util.List;
import java.util.stream.Stream;

/**
 * Names the places where a block normalises and what checkpoints call those norms. A name without
 * its ending {@code .weight}; empty where the block has no norm in that place.
 */
public enum BlockNorms {
  /** Normalises before attention and before the feed-forward (Llama, Qwen, Mistral, Phi-3). */
  BEFORE("input_layernorm", "", "post_attention_layernorm", ""),
  /** Normalises the results of both, before they are added to the residual stream (OLMo 2). */
  AFTER("", "post_attention_layernorm", "", "post_feedforward_layernorm"),
  /** Normalises before and after both (Gemma 2 and 3). */
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

  /** Returns the name of the norm before attention. */
  public String beforeAttention() {
    return beforeAttention;
  }

  /** Returns the name of the norm of attention's result. */
  public String afterAttention() {
    return afterAttention;
  }

  /** Returns the name of the norm before the feed-forward. */
  public String beforeFeedForward() {
    return beforeFeedForward;
  }

  /** Returns the name of the norm of the feed-forward's result. */
  public String afterFeedForward() {
    return afterFeedForward;
  }

  /** Returns the names of the norms that a block has, in the order of computation. */
  public List<String> names() {
    return Stream.of(beforeAttention, afterAttention, beforeFeedForward, afterFeedForward)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
