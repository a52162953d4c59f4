package org.alphagrid.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.merge.OpenParents.ElementSpan;
import org.alphagrid.tensor.LaneDigest;

/**
 * Pieces of one shard file, merged for all folders at once.
 *
 * @param target where the results go
 * @param pieces in file order
 */
record MergeTask(ShardTarget target, List<Piece> pieces)
    implements Work<ArrayList<ArrayList<Written>>> {
  @Override
  public long bytes() {
    return pieces.stream().mapToLong(Piece::bytes).sum();
  }

  /** For each piece what was written into each folder. */
  @Override
  public ArrayList<ArrayList<Written>> call() throws IOException {
    ArrayList<ArrayList<Written>> written = new ArrayList<>();
    Map<List<Parent>, OpenParents> open = new HashMap<>();
    try (ShardWriter writer = target.open()) {
      for (Piece piece : pieces) {
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

  private ArrayList<Written> merge(Piece piece, OpenParents open, ShardWriter writer)
      throws IOException {
    List<LaneDigest> checksums = new ArrayList<>();
    List<TensorStatistics> statistics = new ArrayList<>();
    List<Output> outputs = new ArrayList<>();
    for (int folder = 0; folder < target.folders().size(); folder++) {
      checksums.add(new LaneDigest());
      statistics.add(new TensorStatistics());
      outputs.add(
          new Output(
              writer.at(folder, piece.tensor().name(), piece.position()),
              Optional.of(checksums.get(folder)),
              Optional.of(statistics.get(folder))));
    }
    new TensorMerger(piece.merge(), open)
        .merge(piece.tensor(), piece.from(), piece.to(), piece.answers(), outputs);
    ArrayList<Written> written = new ArrayList<>();
    for (int folder = 0; folder < outputs.size(); folder++) {
      written.add(
          new Written(
              piece.tensor().name(),
              piece.elements() * piece.merge().dtype().bytes(),
              checksums.get(folder).value(),
              statistics.get(folder)));
    }
    return written;
  }
}
