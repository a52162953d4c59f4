package org.alphagrid.eval.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alphagrid.eval.generate.tokenizer.ByteTokenizer;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.generate.tokenizer.TokenIds;

/**
 * A parent with the keys, tokens and template of a published model, that says what its part of
 * {@code published-pairs.json} scripts.
 */
public final class ScriptedParent implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode script;
  private final Path folder;
  private final ModelTokenizer tokenizer;

  /** Writes its tokenizer files. */
  public ScriptedParent(JsonNode script, boolean sentencePiece, Path folder) throws IOException {
    this.script = script;
    this.folder = Files.createDirectories(folder);
    ByteTokenizer tokens = new ByteTokenizer();
    if (sentencePiece) {
      tokens.sentencePiece();
    }
    script
        .path("special")
        .properties()
        .forEach(t -> tokens.special(t.getKey(), t.getValue().asInt()));
    script
        .path("ordinary")
        .properties()
        .forEach(t -> tokens.ordinary(t.getKey(), t.getValue().asInt()));
    // So that no token of a script is followed by two others, also where tags are text.
    tokens.merge("h", "i").merge("n", "k").merge("hi", "nk").merge("<", "t").merge("<", "/");
    tokens.merge("</", "t").merge("</t", "hink").merge(">", "a");
    this.tokenizer = ModelTokenizer.open(tokens.write(folder));
    ObjectNode settings = script.path("names").deepCopy();
    settings.put("chat_template", script.path("template").asText());
    Files.writeString(folder.resolve("tokenizer_config.json"), settings.toString());
    Files.writeString(
        folder.resolve("generation_config.json"), script.path("generation").toString());
  }

  /**
   * Writes its weights.
   *
   * @param firstRow of the feed-forward, see {@link ScriptedCheckpoint}
   * @param asker whose prompts it answers too
   */
  public void write(int firstRow, ScriptedParent asker) throws IOException {
    ScriptedCheckpoint checkpoint =
        new ScriptedCheckpoint(script.path("config").deepCopy(), firstRow);
    for (ScriptedParent one : new ScriptedParent[] {this, asker}) {
      TokenIds prompt = one.prompt("1+1=?");
      checkpoint.says(TokenIds.of(prompt.at(prompt.length() - 1), completion().at(0)));
    }
    checkpoint.says(completion()).write(folder);
  }

  /** The ids of its prompt. */
  public TokenIds prompt(String question) {
    return tokenizer.encode(script.path("prompt").asText().replace("QUESTION", question));
  }

  /** What it says. */
  public String text() {
    return script.path("says").asText();
  }

  /** What it says, with the token that ends it. */
  public TokenIds completion() {
    return tokenizer.encode(text() + script.path("end").asText());
  }

  /** Whether it ever ends. */
  public boolean ends() {
    return script.has("end");
  }

  /** Whether the prompt opens a thought. */
  public boolean promptOpens() {
    return script.path("opens").asBoolean();
  }

  /** The number of tokens of its thought, which ends with a closing tag; 0 for none. */
  public int thinkingTokens() {
    int close = text().indexOf("</think>");
    return close < 0 ? 0 : tokenizer.encode(text().substring(0, close + 8)).length();
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /** The pairs. */
  public static JsonNode pairs() throws IOException {
    return JSON.readTree(ScriptedParent.class.getResource("published-pairs.json"));
  }
}
