package org.alphagrid.evaljob;

import java.io.Serializable;

/**
 * A rendered prompt as the model sees it.
 *
 * @param digest SHA-256 of what the tokenizer was given
 * @param ids its tokens
 * @param thoughtOpen whether it opened a thought that the model is to continue
 */
record PromptIds(String digest, int[] ids, boolean thoughtOpen) implements Serializable {}
