package org.alphagrid.eval.protocol;

import org.alphagrid.core.digest.ContentDigest;

/**
 * Holds a prompt ready for the tokenizer.
 *
 * @param text the whole prompt, template and opener included
 * @param thoughtOpen whether the prompt itself opened a thought that the model is to continue
 * @param addsSpecialTokens whether the tokenizer is to add its own special tokens; chat templates
 *     write theirs, raw prompts do not
 */
public record Prompt(String text, boolean thoughtOpen, boolean addsSpecialTokens) {
  /** Returns SHA-256 over what the tokenizer is given. */
  public String digest() {
    return new ContentDigest().add("text", text).add("addsSpecialTokens", addsSpecialTokens).hex();
  }
}
