package org.alphagrid.core.storage;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * The local file system as an object store: its scheme is one's, and it renames by copying object
 * by object. It can stop in the middle of that.
 */
public final class ObjectStoreStub extends RawLocalFileSystem {
  /** How many objects this JVM may still copy. */
  public static final AtomicInteger COPIES = new AtomicInteger(Integer.MAX_VALUE);

  /** Setting of Hadoop that a job needs to find it. */
  public static final String SETTING = "fs.obs.impl";

  private static final URI NAME = URI.create("obs:///");

  /** A path in the store that is a local folder or file. */
  public static Path path(java.nio.file.Path local) {
    return new Path("obs://" + local);
  }

  /** The configuration with which it is found. */
  public static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(SETTING, ObjectStoreStub.class.getName());
    return configuration;
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return NAME.getScheme();
  }

  /** Folders are prefixes of names: there are those that are needed. */
  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    mkdirs(path.getParent());
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (getFileStatus(from).isDirectory()) {
      for (FileStatus object : listStatus(from)) {
        rename(object.getPath(), new Path(to, object.getPath().getName()));
      }
    } else {
      if (COPIES.decrementAndGet() < 0) {
        throw new IOException("Killed before " + to + " was copied");
      }
      FileUtil.copy(this, from, this, to, false, true, getConf());
    }
    return delete(from, true);
  }
}
