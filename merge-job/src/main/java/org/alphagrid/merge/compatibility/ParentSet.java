package org.alphagrid.merge.compatibility;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.SeparateHeads;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.method.ParentRole;
import org.apache.hadoop.fs.Path;

/** Holds the open parents of a sweep. One of them, the donor, gives config and tokenizer. */
public final class ParentSet implements Closeable {
  private final Map<ParentRole, Checkpoint> checkpoints;
  private final ParentRole donor;

  private ParentSet(Map<ParentRole, Checkpoint> checkpoints, ParentRole donor) {
    this.donor = donor;
    this.checkpoints = Collections.unmodifiableMap(checkpoints);
  }

  /** Opens every parent; direct is the donor. */
  public static ParentSet open(Map<ParentRole, Path> directories) throws IOException {
    return open(directories, ParentRole.DIRECT);
  }

  /**
   * Opens every parent.
   *
   * @param donor whose config and tokenizer merged models get
   * @throws org.alphagrid.core.UserException naming the role when one is not valid
   */
  public static ParentSet open(Map<ParentRole, Path> directories, ParentRole donor)
      throws IOException {
    return open(directories, donor, Checkpoint::open);
  }

  /** Opens parents likewise for one pass over the tensors; see {@link Checkpoint#openUnmapped}. */
  public static ParentSet openUnmapped(Map<ParentRole, Path> directories, ParentRole donor)
      throws IOException {
    return open(directories, donor, Checkpoint::openUnmapped);
  }

  private interface Opener {
    Checkpoint open(Path directory) throws IOException;
  }

  private static ParentSet open(Map<ParentRole, Path> directories, ParentRole donor, Opener opener)
      throws IOException {
    Map<ParentRole, Checkpoint> open = new TreeMap<>();
    try {
      for (Map.Entry<ParentRole, Path> entry : directories.entrySet()) {
        open.put(entry.getKey(), open(entry.getKey(), entry.getValue(), opener));
      }
      SeparateHeads.where(open);
      return new ParentSet(open, donor);
    } catch (IOException | RuntimeException e) {
      for (Checkpoint checkpoint : open.values()) {
        checkpoint.close();
      }
      throw e;
    }
  }

  private static Checkpoint open(ParentRole role, Path directory, Opener opener)
      throws IOException {
    try {
      return opener.open(directory);
    } catch (UserException e) {
      throw new UserException("Parent %s: %s".formatted(role.key(), e.getMessage()), e);
    }
  }

  /** Returns the parent whose config, tokenizer and tensor order merged models have. */
  public Checkpoint donor() {
    return checkpoints.get(donor);
  }

  /** Returns the donor's role. */
  public ParentRole donorRole() {
    return donor;
  }

  /** Returns one parent, or null. */
  public Checkpoint parent(ParentRole role) {
    return checkpoints.get(role);
  }

  /** Returns all parents by role. */
  public Map<ParentRole, Checkpoint> all() {
    return checkpoints;
  }

  /** Returns the tensors of a merged model, ordered by name. */
  public List<TensorEntry> tensors() {
    return List.copyOf(donor().tensors());
  }

  @Override
  public void close() throws IOException {
    for (Checkpoint checkpoint : checkpoints.values()) {
      checkpoint.close();
    }
  }
}
