package org.alphagrid.core.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/** The local file system under another scheme, {@code tight}, with little room on its disk. */
public final class TightFileSystem extends RawLocalFileSystem {
  /** How many bytes may still be written by this JVM. */
  public static final AtomicLong ROOM = new AtomicLong(Long.MAX_VALUE);

  /** Settings of Hadoop that a job needs to find it. */
  public static final String[][] SETTINGS = {
    {"fs.tight.impl", TightFileSystem.class.getName()},
    {"fs.AbstractFileSystem.tight.impl", Abstract.class.getName()}
  };

  private static final URI NAME = URI.create("tight:///");

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return NAME.getScheme();
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return new FSDataOutputStream(
        new Tight(super.create(path, overwrite, bufferSize, replication, blockSize, progress)),
        null);
  }

  private static final class Tight extends OutputStream {
    private final OutputStream out;

    Tight(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      if (ROOM.addAndGet(-count) < 0) {
        throw new IOException("No space left on device");
      }
      out.write(bytes, from, count);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** The same for those who rename. */
  public static final class Abstract extends DelegateToFileSystem {
    /** Called by Hadoop. */
    public Abstract(URI uri, Configuration configuration) throws IOException, URISyntaxException {
      super(NAME, new TightFileSystem(), configuration, NAME.getScheme(), false);
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }
  }
}
