package org.alphagrid.merge.checkpoint;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.core.storage.Storage;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Finds the files that belong to a model beside its weights and its configuration. */
final class CompanionNames {
  private static final Set<String> NAMES =
      Set.of(
          "added_tokens.json",
          "generation_config.json",
          "merges.txt",
          "preprocessor_config.json",
          "processor_config.json",
          "sentencepiece.bpe.model",
          "special_tokens_map.json",
          "spiece.model",
          "tekken.json",
          "video_preprocessor_config.json",
          "vocab.json",
          "vocab.txt");

  private static final List<String> BEGINNINGS = List.of("tokenizer", "chat_template");

  /** Code that a configuration names under auto_map, and vocabularies of such tokenizers. */
  private static final List<String> ENDINGS = List.of(".py", ".tiktoken");

  /** Holds named templates, each in a file. */
  private static final String TEMPLATES = "additional_chat_templates";

  private CompanionNames() {}

  static SortedMap<String, Path> in(Path directory) throws IOException {
    SortedMap<String, Path> companions = new TreeMap<>();
    for (FileStatus status : Storage.fileSystem(directory).listStatus(directory)) {
      String name = status.getPath().getName();
      if (status.isDirectory() && name.equals(TEMPLATES)) {
        for (FileStatus inside : Storage.fileSystem(directory).listStatus(status.getPath())) {
          if (inside.isFile()) {
            companions.put(name + "/" + inside.getPath().getName(), inside.getPath());
          }
        }
      } else if (status.isFile() && is(name)) {
        companions.put(name, status.getPath());
      }
    }
    return companions;
  }

  private static boolean is(String name) {
    return NAMES.contains(name)
        || BEGINNINGS.stream().anyMatch(name::startsWith)
        || ENDINGS.stream().anyMatch(name::endsWith);
  }
}
