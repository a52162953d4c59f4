package org.alphagrid.merge.compatibility;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.GitLfsPointer;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.apache.hadoop.fs.Path;

/** Reads the tokenizer and generation files of one checkpoint. */
final class TokenizerFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PLAIN = List.of("vocab.json", "merges.txt", "tokenizer.model");

  private final String name;
  private final Path directory;
  private JsonNode tokenizer;

  TokenizerFiles(NamedCheckpoint named) {
    this.name = named.name();
    this.directory = named.checkpoint().directory();
  }

  String name() {
    return name;
  }

  /** tokenizer.json; missing where there is none. */
  JsonNode tokenizer() throws IOException {
    if (tokenizer == null) {
      tokenizer = read("tokenizer.json");
    }
    return tokenizer;
  }

  /** tokenizer_config.json; missing where there is none. */
  JsonNode settings() throws IOException {
    return read("tokenizer_config.json");
  }

  /** generation_config.json; missing where there is none. */
  JsonNode generation() throws IOException {
    return read("generation_config.json");
  }

  /** Returns the chat template; a file of its own goes before the one in the settings. */
  String chatTemplate() throws IOException {
    Path file = new Path(directory, "chat_template.jinja");
    if (Storage.exists(file)) {
      return Storage.readText(file);
    }
    JsonNode template = settings().path("chat_template");
    return template.isTextual() ? template.asText() : template.isEmpty() ? "" : template.toString();
  }

  /** Returns the digest of the vocabulary files of checkpoints without a tokenizer.json. */
  String plainFilesDigest() throws IOException {
    MessageDigest sha256 = WeightDigest.sha256();
    for (String file : PLAIN) {
      Path path = new Path(directory, file);
      if (Storage.exists(path)) {
        sha256.update(file.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        sha256.update(Storage.readBytes(path));
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private JsonNode read(String file) throws IOException {
    Path path = new Path(directory, file);
    if (!Storage.exists(path)) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(GitLfsPointer.refuse(path, Storage.readBytes(path)));
    } catch (JacksonException e) {
      throw new UserException(
          "Cannot read %s of %s: not valid JSON: %s".formatted(path, name, e.getOriginalMessage()),
          e);
    }
  }
}
