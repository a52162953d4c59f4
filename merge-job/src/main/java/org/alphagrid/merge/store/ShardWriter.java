package org.alphagrid.merge.store;

import java.io.Closeable;
import java.io.IOException;
import org.alphagrid.merge.engine.TensorSink;

/** Writes one shard file of each of several folders, open for a task's results. */
interface ShardWriter extends Closeable {
  /** Keeps nothing. */
  ShardWriter NOWHERE =
      new ShardWriter() {
        @Override
        public TensorSink at(int folder, String tensor, long position) {
          return (bytes, count) -> {};
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
      };

  /** Returns where some results of one folder go. */
  TensorSink at(int folder, String tensor, long position) throws IOException;

  /** Completes the files; without it closing abandons them. */
  void finish() throws IOException;
}
