package org.alphagrid.merge.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.alphagrid.core.storage.Storage;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Digests of weights, remembered beside path, size and modification time of every weight file, so
 * that parents are read in full once and not by every job. A file that was written a moment before
 * it was digested is not trusted: it could change again within the clock's tick.
 */
public final class DigestCache {
  private static final String FILE = "parent-digests.json";
  private static final String MEMBER = "parents";
  private static final int FORMAT = 1;
  private static final long TICK_MILLIS = 2_000;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path file;
  private final ObjectNode remembered;
  private boolean changed;

  private DigestCache(Path file, ObjectNode remembered) {
    this.file = file;
    this.remembered = remembered;
  }

  /** Opens what a run remembers; a file that cannot be understood counts as none. */
  public static DigestCache ofRun(Path runDirectory) throws IOException {
    return of(new Path(runDirectory, FILE), MEMBER);
  }

  /**
   * Takes what a file remembers, if it is there and can be understood.
   *
   * @param member of the JSON object in it
   */
  public static DigestCache of(Path file, String member) throws IOException {
    if (Storage.exists(file)) {
      try {
        if (JSON.readTree(Storage.readBytes(file)).path(member) instanceof ObjectNode known) {
          return new DigestCache(file, known);
        }
      } catch (JacksonException e) {
        // It only saves time: whatever is wrong with it, the weights themselves are there.
        return new DigestCache(file, JSON.createObjectNode());
      }
    }
    return new DigestCache(file, JSON.createObjectNode());
  }

  /** Returns all known digests, to be kept in another file. */
  public JsonNode toJson() {
    return remembered;
  }

  /** Returns the digest of a checkpoint's weights, read only where it is not remembered. */
  public String of(Checkpoint read) throws IOException {
    Checkpoint checkpoint = read.asStored();
    Path directory =
        Storage.fileSystem(checkpoint.directory()).makeQualified(checkpoint.directory());
    ArrayNode files = files(checkpoint);
    JsonNode known = remembered.path(directory.toString());
    if (known.path("files").equals(files) && known.path("digest").isTextual()) {
      return known.path("digest").asText();
    }
    long started = System.currentTimeMillis();
    String digest = WeightDigest.of(checkpoint);
    boolean settled = files.equals(files(checkpoint));
    for (JsonNode one : files) {
      settled &= one.path("modified").asLong() < started - TICK_MILLIS;
    }
    if (settled) {
      ObjectNode entry = remembered.putObject(directory.toString());
      entry.set("files", files);
      entry.put("digest", digest);
      changed = true;
    }
    return digest;
  }

  private static ArrayNode files(Checkpoint checkpoint) throws IOException {
    ArrayNode files = JSON.createArrayNode();
    for (Path path : checkpoint.weightFiles()) {
      FileStatus status = Storage.fileSystem(path).getFileStatus(path);
      files
          .addObject()
          .put("name", path.getName())
          .put("bytes", status.getLen())
          .put("modified", status.getModificationTime());
    }
    // Numbers as a reader of the file would have them, so that equal lists are equal.
    return (ArrayNode) JSON.readTree(files.toString());
  }

  /** Writes what is new; the run directory is made if it is not there. */
  public void keep() throws IOException {
    if (changed) {
      ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
      root.set(MEMBER, remembered);
      Storage.replace(file, JSON.writeValueAsBytes(root));
    }
  }
}
