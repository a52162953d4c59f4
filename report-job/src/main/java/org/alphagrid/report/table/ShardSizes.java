package org.alphagrid.report.table;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Refuses a shard whose footer or page headers state sizes that cannot be: a reader believes them,
 * and asks for as much memory.
 *
 * @param length of the file in bytes
 */
record ShardSizes(Path shard, long length) {
  /** Writers begin a new page at about a megabyte; a long text may stand alone in a larger one. */
  private static final int MOST_PAGE_BYTES = 256 << 20;

  void check(List<BlockMetaData> rowGroups, InputFile file) throws IOException {
    Set<String> read = new TreeSet<>();
    for (SampleColumn column : SampleColumn.values()) {
      read.add(column.columnName());
    }
    try (SeekableInputStream in = file.newStream()) {
      for (int group = 0; group < rowGroups.size(); group++) {
        for (ColumnChunkMetaData chunk : rowGroups.get(group).getColumns()) {
          checkChunk(group, rowGroups.get(group).getRowCount(), chunk);
          if (read.contains(chunk.getPath().toDotString())) {
            checkPages(group, chunk, in);
          }
        }
      }
    }
  }

  private void checkChunk(int group, long rows, ColumnChunkMetaData chunk) {
    long start = chunk.getStartingPos();
    long bytes = chunk.getTotalSize();
    boolean within = start >= 0 && bytes >= 0 && start <= length && bytes <= length - start;
    if (!within || rows < 0 || chunk.getTotalUncompressedSize() < 0) {
      throw refused(
          group,
          chunk,
          "%d bytes at %d, %d rows (the file has %d bytes)".formatted(bytes, start, rows, length));
    }
  }

  private void checkPages(int group, ColumnChunkMetaData chunk, SeekableInputStream in)
      throws IOException {
    long end = chunk.getStartingPos() + chunk.getTotalSize();
    long position = chunk.getStartingPos();
    while (position < end) {
      in.seek(position);
      PageHeader page = Util.readPageHeader(in);
      long next = in.getPos() + page.getCompressed_page_size();
      if (page.getCompressed_page_size() < 0
          || next > end
          || page.getUncompressed_page_size() < 0
          || page.getUncompressed_page_size() > MOST_PAGE_BYTES) {
        throw refused(
            group,
            chunk,
            "a page at %d of %d bytes, %d unpacked (at most %d and %d)"
                .formatted(
                    position,
                    page.getCompressed_page_size(),
                    page.getUncompressed_page_size(),
                    end - in.getPos(),
                    MOST_PAGE_BYTES));
      }
      position = next;
    }
  }

  private UserException refused(int group, ColumnChunkMetaData chunk, String what) {
    return new UserException(
        "Cannot read shard %s: row group %d claims for column '%s' %s"
            .formatted(shard, group, chunk.getPath().toDotString(), what));
  }
}
