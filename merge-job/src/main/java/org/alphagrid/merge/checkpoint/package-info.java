/**
 * Reads and writes Hugging Face checkpoints: directories with {@code config.json}, tokenizer files
 * and safetensors shards.
 *
 * <p>May use {@code merge.architecture}, {@code merge.tensor} and {@code core}.
 *
 * <p>Start with {@link Checkpoint} and {@link SafetensorsHeader}.
 *
 * <p>A safetensors file is an 8-byte little-endian header length, that many bytes of JSON, and the
 * tensors' bytes. The JSON maps each tensor name to {@code dtype}, {@code shape} and {@code
 * data_offsets [begin, end)}, counted from the end of the header; {@code __metadata__} holds free
 * text. Refused, always naming file and tensor:
 *
 * <ul>
 *   <li>a file shorter than its header says, or longer than its tensors need;
 *   <li>a header over 100 MB, not starting with a brace, or not valid JSON, or with a name twice;
 *   <li>an unknown dtype, a negative dimension, byte counts that do not match dtype and shape;
 *   <li>tensors that overlap or leave gaps;
 *   <li>an index that names a missing shard, or a tensor its shard does not hold, or leaves one
 *       out;
 *   <li>one tensor name in two shards.
 * </ul>
 */
package org.alphagrid.merge.checkpoint;
