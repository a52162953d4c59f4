package org.alphagrid.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.merge.OpenParents.ElementSpan;
import org.alphagrid.tensor.DType;
import org.alphagrid.tensor.LaneDigest;

/**
 * Pieces of one shard file, merged for all folders at once.
 *
 * @param dtype element type of the results
 * @param target where the results go
 * @param pieces in file order
 */
record MergeTask(DType dtype, ShardTarget target, List<Piece> pieces)
    implements Work<ArrayList<ArrayList<Written>>> {
  @Override
  public long bytes() {
    return pieces.stream().mapToLong(piece -> piece.bytes(dtype, target.folders().size())).sum();
  }

  /** For each piece what was written into each folder. */
  @Override
  public ArrayList<ArrayList<Written>> call() throws IOException {
    ArrayList<ArrayList<Written>> written = new ArrayList<>();
    Map<List<ParentRef>, OpenParents> open = new HashMap<>();
    try (ShardWriter writer = target.open()) {
      for (Piece piece : pieces) {
        if (!open.containsKey(piece.parents())) {
          open.put(piece.parents(), OpenParents.open(piece.parents()));
          expect(piece.parents(), open.get(piece.parents()));
        }
        written.add(merge(piece, open.get(piece.parents()), writer));
      }
      writer.finish();
    } finally {
      for (OpenParents parents : open.values()) {
        parents.close();
      }
    }
    return written;
  }

  private void expect(List<ParentRef> parents, OpenParents open) {
    for (int p = 0; p < parents.size(); p++) {
      int parent = p;
      open.expect(
          parent,
          pieces.stream()
              .filter(piece -> piece.parents().equals(parents))
              .filter(piece -> piece.merges().stream().anyMatch(m -> m.operands().reads(parent)))
              .map(piece -> new ElementSpan(piece.tensor().name(), piece.from(), piece.to()))
              .toList());
    }
  }

  private ArrayList<Written> merge(Piece piece, OpenParents open, ShardWriter writer)
      throws IOException {
    List<BoundMerge> merges = piece.merges().stream().map(TensorMerge::bind).toList();
    TensorMerger merger = new TensorMerger(open.parents(), List.of(), merges, dtype);
    List<LaneDigest> checksums = new ArrayList<>();
    List<TensorStatistics> statistics = new ArrayList<>();
    List<TensorSink> sinks = new ArrayList<>();
    for (int folder = 0; folder < target.folders().size(); folder++) {
      checksums.add(new LaneDigest());
      statistics.add(new TensorStatistics());
      sinks.add(writer.at(folder, piece.tensor().name(), piece.position()));
    }
    merger.merge(
        piece.tensor(), piece.from(), piece.to(), piece.answers(), sinks, checksums, statistics);
    ArrayList<Written> written = new ArrayList<>();
    for (int folder = 0; folder < sinks.size(); folder++) {
      written.add(
          new Written(
              piece.tensor().name(),
              piece.elements() * dtype.bytes(),
              checksums.get(folder).value(),
              statistics.get(folder)));
    }
    return written;
  }
}
