package org.alphagrid.merge.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.alphagrid.merge.architecture.Architecture;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.compatibility.ConfiguredTensors;
import org.alphagrid.merge.compatibility.Difference;
import org.alphagrid.merge.tensor.DType;

/** Makes {@code config.json} of a merged model: the donor's, with what merging changed. */
public final class MergedConfig {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> DTYPES = List.of("dtype", "torch_dtype");
  private static final String CLASSES = "architectures";
  private static final String CODE = "auto_map";

  private final ObjectNode root;
  private final Collection<TensorEntry> tensors;
  private final List<String> notes = new ArrayList<>();

  private MergedConfig(ObjectNode root, Collection<TensorEntry> tensors) {
    this.root = root;
    this.tensors = tensors;
  }

  /** Takes everything as the donor has it, for weights of some type. */
  public static MergedConfig of(Checkpoint donor, DType dtype, Collection<TensorEntry> tensors)
      throws IOException {
    return of(donor, dtype, tensors, Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  /**
   * Makes the configuration of some weights.
   *
   * @param tensors of the merged model
   * @param layers where it has other layers than the donor
   * @param vocabulary rows of the embedding, where they changed
   * @param ids of tokens, where the tokenizer changed
   */
  public static MergedConfig of(
      Checkpoint donor,
      DType dtype,
      Collection<TensorEntry> tensors,
      Optional<StackedLayers> layers,
      OptionalInt vocabulary,
      Optional<SpecialTokenIds> ids)
      throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(donor.configText());
    putDtype(root, dtype);
    ObjectNode text = textOf(root);
    vocabulary.ifPresent(rows -> text.put("vocab_size", rows));
    layers.ifPresent(stacked -> stacked.putInto(root));
    ids.ifPresent(
        known -> {
          known.putInto(root);
          if (text != root) {
            known.putInto(text);
          }
        });
    layers.ifPresent(stacked -> stacked.spellOutRules(root));
    MergedConfig config = new MergedConfig(root, tensors);
    config.nameTheClass();
    config.dropMissingCode(donor);
    return config;
  }

  /** Returns what describes the language model: in models of several kinds of input, a part. */
  static ObjectNode textOf(ObjectNode root) {
    return root.get("text_config") instanceof ObjectNode inner ? inner : root;
  }

  /** Newer tools write "dtype", older ones read "torch_dtype": whichever is there, everywhere. */
  private static void putDtype(ObjectNode root, DType dtype) {
    boolean said = false;
    for (String key : DTYPES) {
      if (root.has(key)) {
        root.put(key, dtype.torchName());
        said = true;
      }
    }
    if (!said) {
      root.put("torch_dtype", dtype.torchName());
    }
    for (Map.Entry<String, JsonNode> part : root.properties()) {
      if (part.getKey().endsWith("_config") && part.getValue() instanceof ObjectNode inner) {
        DTYPES.stream().filter(inner::has).forEach(key -> inner.put(key, dtype.torchName()));
      }
    }
  }

  /** Loaders choose a class by its name: weights of a language model must not name another one. */
  private void nameTheClass() {
    String family = root.path("model_type").asText();
    if (Architecture.CATALOG.all().stream().noneMatch(known -> known.name().equals(family))) {
      return;
    }
    String name = causalClass(family);
    JsonNode said = root.path(CLASSES);
    if (said.size() == 1 && said.path(0).asText().equals(name)) {
      return;
    }
    ObjectNode right = root.deepCopy();
    right.putArray(CLASSES).add(name);
    if (ConfiguredTensors.differences("the result", parsed(right), tensors).isEmpty()) {
      root.set(CLASSES, right.get(CLASSES));
      if (!said.isEmpty()) {
        notes.add(
            "architectures was %s, the tensors are those of a language model: written as [\"%s\"]"
                .formatted(said, name));
      }
    }
  }

  /** As Hugging Face's library names them: Qwen3MoeForCausalLM of qwen3_moe. */
  private static String causalClass(String family) {
    StringBuilder name = new StringBuilder();
    for (String part : family.replaceFirst("_text$", "").split("_")) {
      name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
    }
    return name.append("ForCausalLM").toString();
  }

  private void dropMissingCode(Checkpoint donor) throws IOException {
    Optional<String> missing = CodeFiles.missing(root.path(CODE), donor.companions().keySet());
    if (missing.isPresent()) {
      root.remove(CODE);
      notes.add(
          "%s of config.json names %s, which %s does not hold: left out"
              .formatted(CODE, missing.get(), donor.directory()));
    }
  }

  private static ModelConfig parsed(ObjectNode json) {
    return ModelConfig.parse("config.json of the result", json.toString());
  }

  /** Returns the object. */
  public ObjectNode json() {
    return root;
  }

  /** Returns what the user should know of it. */
  public List<String> notes() {
    return notes;
  }

  /** Finds in what the merged tensors are not those that it asks for. */
  public List<Difference> differences() {
    return ConfiguredTensors.differences("the result", parsed(root), tensors);
  }
}
