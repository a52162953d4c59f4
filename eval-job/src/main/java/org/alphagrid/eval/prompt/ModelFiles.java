package org.alphagrid.eval.prompt;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.onnx.DecoderGraph;
import org.alphagrid.eval.protocol.ThinkTags;
import org.alphagrid.eval.template.TokenizerConfig;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.apache.hadoop.fs.Path;

/**
 * Holds what the files of a parent say about how it is asked and read.
 *
 * @param name the parent's role
 * @param directory its folder
 * @param reference its tokenizer.json
 * @param tokenizer the tokenizer, open
 * @param config special tokens and chat templates; none of them where there is no file
 * @param spec the decoder that config.json describes
 * @param stopIds ids that end a completion; may be empty
 */
record ModelFiles(
    String name,
    Path directory,
    TokenizerReference reference,
    ModelTokenizer tokenizer,
    TokenizerConfig config,
    DecoderSpec spec,
    Set<Integer> stopIds) {

  static ModelFiles read(
      String name, Path directory, TokenizerReference reference, ModelTokenizer tokenizer)
      throws IOException {
    TokenizerConfig config = config(directory);
    return new ModelFiles(
        name,
        directory,
        reference,
        tokenizer,
        config,
        spec(directory),
        StopTokens.ofModel(directory, config, tokenizer));
  }

  private static TokenizerConfig config(Path directory) throws IOException {
    Path file = new Path(directory, "tokenizer_config.json");
    Path separate = new Path(directory, "chat_template.jinja");
    return TokenizerConfig.parse(
        file.toString(),
        Storage.exists(file) ? Storage.readText(file) : "{}",
        Storage.exists(separate) ? Storage.readText(separate) : null);
  }

  private static DecoderSpec spec(Path directory) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      DecoderSpec spec = checkpoint.config().describe();
      DecoderGraph.requireRunnable(spec, directory.toString());
      return spec;
    } catch (UserException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  /** Finds the think tags that the chat template, or else an added token, names. */
  Optional<ThinkTags> thinkTags() {
    return config
        .defaultTemplate()
        .flatMap(ThinkTags::namedIn)
        .or(
            () ->
                ThinkTags.PUBLISHED.stream()
                    .filter(tags -> tokenizer.id(tags.close()).isPresent())
                    .findFirst());
  }
}
