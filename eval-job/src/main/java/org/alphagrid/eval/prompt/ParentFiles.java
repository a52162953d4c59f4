package org.alphagrid.eval.prompt;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.method.ParentRole;
import org.apache.hadoop.fs.Path;

/** Holds the files of every parent of a sweep; a tokenizer that parents share is opened once. */
final class ParentFiles implements AutoCloseable {
  private static final String TOKENIZER = "tokenizer.json";

  private final Map<ParentRole, ModelFiles> files = new TreeMap<>();
  private final Map<String, ModelTokenizer> tokenizers = new HashMap<>(); // by digest

  private ParentFiles() {}

  /**
   * Reads the files of all parents.
   *
   * @param asked those that prompts or completions need; the others may lack a tokenizer
   * @throws UserException when a file is missing or wrong
   */
  static ParentFiles read(Map<ParentRole, Path> parents, Set<ParentRole> asked) throws IOException {
    ParentFiles read = new ParentFiles();
    try {
      for (Map.Entry<ParentRole, Path> parent : parents.entrySet()) {
        read.add(parent.getKey(), parent.getValue(), asked.contains(parent.getKey()));
      }
      return read;
    } catch (IOException | RuntimeException | Error e) {
      read.close();
      throw e;
    }
  }

  private void add(ParentRole role, Path directory, boolean asked) throws IOException {
    Path file = new Path(directory, TOKENIZER);
    if (!Storage.exists(file)) {
      if (!asked) {
        return; // It is only merged.
      }
      throw new UserException(
          "Cannot evaluate: parent %s has no %s".formatted(directory, TOKENIZER));
    }
    TokenizerReference reference =
        new TokenizerReference(file.toString(), WeightDigest.ofText(Storage.readText(file)));
    ModelTokenizer tokenizer = tokenizers.get(reference.digest());
    if (tokenizer == null) {
      tokenizer = ModelTokenizer.open(Storage.localCopy(file));
      tokenizers.put(reference.digest(), tokenizer);
    }
    files.put(role, ModelFiles.read(role.key(), directory, reference, tokenizer));
  }

  /** Returns the files of a parent. */
  ModelFiles of(ParentRole role) {
    return files.get(role);
  }

  /** Returns the files of the parents that a merged point speaks like: all but the base. */
  List<ModelFiles> speaking() {
    return files.entrySet().stream()
        .filter(parent -> !parent.getKey().equals(ParentRole.BASE))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public void close() {
    tokenizers.values().forEach(ModelTokenizer::close);
  }
}
