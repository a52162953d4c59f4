package org.alphagrid.eval.prompt;

import java.io.Serializable;

/**
 * Names the tokenizer that executors decode a model's completions with.
 *
 * @param file path of the tokenizer.json
 * @param digest SHA-256 of the file
 */
public record TokenizerReference(String file, String digest) implements Serializable {}
