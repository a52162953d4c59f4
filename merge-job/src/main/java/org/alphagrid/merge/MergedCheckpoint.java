package org.alphagrid.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.tensor.DType;

/** The weights of one merged model, whose tensors may come from several mergers. */
public final class MergedCheckpoint {
  private final Map<String, TensorEntry> tensors = new TreeMap<>();
  private final List<TensorMerger> parts = new ArrayList<>();
  private final DType dtype;

  /**
   * @param dtype element type of the results
   */
  public MergedCheckpoint(DType dtype) {
    this.dtype = dtype;
  }

  /**
   * Adds tensors that one merger gives.
   *
   * @param merged all of the merger's tensors
   */
  public void add(TensorMerger merger, Collection<TensorEntry> merged) {
    merged.forEach(tensor -> tensors.put(tensor.name(), tensor));
    parts.add(merger);
  }

  /** Every tensor, ordered by name. */
  public List<TensorEntry> tensors() {
    return List.copyOf(tensors.values());
  }

  /** Element type of the results. */
  public DType dtype() {
    return dtype;
  }

  List<TensorMerger> parts() {
    return parts;
  }
}
