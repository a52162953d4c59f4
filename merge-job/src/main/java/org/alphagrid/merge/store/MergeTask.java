package org.alphagrid.merge.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.merge.engine.MergeStatistics;
import org.alphagrid.merge.engine.OpenParents;
import org.alphagrid.merge.engine.OpenParents.ElementSpan;
import org.alphagrid.merge.engine.Output;
import org.alphagrid.merge.engine.Parent;
import org.alphagrid.merge.engine.Task;
import org.alphagrid.merge.engine.TensorMerger;
import org.alphagrid.merge.tensor.StripedChecksum;

/**
 * Merges slices of one shard file for all folders at once.
 *
 * @param target where the results go
 * @param pieces in file order
 */
record MergeTask(ShardTarget target, List<TensorSlice> pieces)
    implements Task<ArrayList<ArrayList<WrittenSlice>>> {
  @Override
  public long bytes() {
    return pieces.stream().mapToLong(TensorSlice::bytes).sum();
  }

  /** Returns for each slice what was written into each folder. */
  @Override
  public ArrayList<ArrayList<WrittenSlice>> call() throws IOException {
    ArrayList<ArrayList<WrittenSlice>> written = new ArrayList<>();
    Map<List<Parent>, OpenParents> open = new HashMap<>();
    try (ShardWriter writer = target.open()) {
      for (TensorSlice piece : pieces) {
        List<Parent> parents = piece.merge().parents();
        if (!open.containsKey(parents)) {
          open.put(parents, OpenParents.open(parents));
          expect(parents, open.get(parents));
        }
        written.add(merge(piece, open.get(parents), writer));
      }
      writer.finish();
    } finally {
      for (OpenParents parents : open.values()) {
        parents.close();
      }
    }
    return written;
  }

  private void expect(List<Parent> parents, OpenParents open) {
    for (int p = 0; p < parents.size(); p++) {
      int parent = p;
      open.expect(
          parent,
          pieces.stream()
              .filter(piece -> piece.merge().parents().equals(parents))
              .filter(
                  piece ->
                      piece.merge().merges().stream().anyMatch(m -> m.operands().reads(parent)))
              .map(piece -> new ElementSpan(piece.tensor().name(), piece.from(), piece.to()))
              .toList());
    }
  }

  private ArrayList<WrittenSlice> merge(TensorSlice piece, OpenParents open, ShardWriter writer)
      throws IOException {
    List<StripedChecksum> checksums = new ArrayList<>();
    List<MergeStatistics> statistics = new ArrayList<>();
    List<Output> outputs = new ArrayList<>();
    for (int folder = 0; folder < target.folders().size(); folder++) {
      checksums.add(new StripedChecksum());
      statistics.add(new MergeStatistics());
      outputs.add(
          new Output(
              writer.at(folder, piece.tensor().name(), piece.position()),
              Optional.of(checksums.get(folder)),
              Optional.of(statistics.get(folder))));
    }
    new TensorMerger(piece.merge(), open)
        .merge(piece.tensor(), piece.from(), piece.to(), piece.answers(), outputs);
    ArrayList<WrittenSlice> written = new ArrayList<>();
    for (int folder = 0; folder < outputs.size(); folder++) {
      written.add(
          new WrittenSlice(
              piece.tensor().name(),
              piece.elements() * piece.merge().dtype().bytes(),
              checksums.get(folder).value(),
              statistics.get(folder)));
    }
    return written;
  }
}
