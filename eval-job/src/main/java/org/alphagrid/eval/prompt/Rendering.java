package org.alphagrid.eval.prompt;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.eval.protocol.Protocol;
import org.alphagrid.eval.template.ChatTemplate;
import org.apache.hadoop.fs.Path;

/**
 * Holds all that shapes the text of a completion but model, tokenizer and question, written once
 * for each run: rows carry its digest.
 *
 * @param values names and values, in a fixed order
 */
public record Rendering(Map<String, Object> values) implements Serializable {
  private static final ObjectMapper JSON = new ObjectMapper();

  Rendering(Protocol protocol, ChatTemplate template, Set<Integer> stopIds, Decoding decoding) {
    this(values(protocol, template, stopIds, decoding));
  }

  private static Map<String, Object> values(
      Protocol protocol, ChatTemplate template, Set<Integer> stopIds, Decoding decoding) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("protocol", protocol.name() + " " + protocol.version());
    values.put("protocolDigest", protocol.digest());
    values.put("template", template == null ? null : template.text());
    values.put("specialTokens", template == null ? null : new TreeMap<>(template.specialTokens()));
    values.put("templateVariables", new TreeMap<>(protocol.templateVariables()));
    values.put("date", protocol.date() == null ? null : protocol.date().toString());
    values.put("system", protocol.system());
    values.put("opener", protocol.opener());
    values.put("thinkOpen", protocol.thinkTags().open());
    values.put("thinkClose", protocol.thinkTags().close());
    values.put("stopIds", new TreeSet<>(stopIds));
    values.put("temperature", decoding.temperature());
    values.put("topK", decoding.topK());
    values.put("topP", decoding.topP());
    values.put("minP", decoding.minP());
    values.put("repetitionPenalty", decoding.repetitionPenalty());
    values.put("presencePenalty", decoding.presencePenalty());
    values.put("frequencyPenalty", decoding.frequencyPenalty());
    values.put("maxTokens", decoding.maxTokens());
    return values;
  }

  /** Returns the SHA-256 over every value but the protocol's name. */
  String digest() {
    ContentDigest digest = new ContentDigest();
    values.forEach((name, value) -> digest.add(name, name.equals("protocol") ? "" : value));
    return digest.hex();
  }

  /** Writes {@code <run>/rendering/<digest>.json} unless it is there. */
  public void publish(Path run) throws IOException {
    Path file = new Path(new Path(run, "rendering"), digest() + ".json");
    if (!Storage.exists(file)) {
      DefaultPrettyPrinter printer =
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter().withLinefeed("\n"));
      Storage.replace(file, JSON.writer(printer).writeValueAsBytes(values));
    }
  }
}
