package org.alphagrid.core.storage;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** Gives finished files and folders their final names, each in one step where there is such. */
public final class Publisher {
  private Publisher() {}

  /**
   * Renames {@code unfinished} to {@code name} unless another run published that name before; then
   * {@code unfinished} is deleted. Names are derived from content, so the first one is as good.
   *
   * @return whether this call published
   */
  public static boolean publishOnce(Path unfinished, Path name) throws IOException {
    FileSystem fileSystem = Storage.fileSystem(name);
    fileSystem.mkdirs(name.getParent());
    if (!fileSystem.exists(name) && tryPublish(unfinished, name)) {
      return true;
    }
    fileSystem.delete(unfinished, true);
    return false;
  }

  /** Renames likewise; returns false, and leaves {@code unfinished}, where the name is taken. */
  static boolean tryPublish(Path unfinished, Path name) throws IOException {
    FileSystem fileSystem = Storage.fileSystem(name);
    try {
      syncFiles(fileSystem, unfinished);
      rename(fileSystem, unfinished, name, Options.Rename.NONE);
      Storage.sync(name.getParent());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Brings content to the disk before its name: a name must never stand for less. */
  private static void syncFiles(FileSystem fileSystem, Path unfinished) throws IOException {
    if (fileSystem.getFileStatus(unfinished).isDirectory()) {
      List<Path> files = new ArrayList<>();
      for (FileStatus file : fileSystem.listStatus(unfinished)) {
        files.add(file.getPath());
      }
      Storage.sync(files);
      Storage.sync(unfinished);
    }
  }

  /**
   * Publishes a folder as {@link #publishOnce} does. An object store knows no folders: there its
   * files get their names one by one, and the folder counts as published when the last of them is
   * there.
   *
   * @param last name of the file without which a folder is not finished
   */
  public static boolean publishFolderOnce(Path unfinished, Path name, String last)
      throws IOException {
    if (!ObjectStores.holds(name)) {
      return publishOnce(unfinished, name);
    }
    FileSystem store = Storage.fileSystem(name);
    if (!store.exists(new Path(name, last))) {
      for (FileStatus file : store.listStatus(unfinished)) {
        if (!file.getPath().getName().equals(last)) {
          copyObject(store, file.getPath(), name);
        }
      }
      copyObject(store, new Path(unfinished, last), name);
      store.delete(unfinished, true);
      return true;
    }
    store.delete(unfinished, true);
    return false;
  }

  private static void copyObject(FileSystem store, Path object, Path folder) throws IOException {
    Path target = new Path(folder, object.getName());
    // What a killed publication left; its content may be that of another recipe.
    store.delete(target, true);
    store.mkdirs(folder);
    if (!store.rename(object, target)) {
      throw new IOException("Cannot rename " + object + " to " + target);
    }
  }

  /**
   * Gives a finished file its name, in place of an older file that may have it: readers see the old
   * content or the new, never a part.
   */
  public static void replace(Path unfinished, Path name) throws IOException {
    FileSystem fileSystem = Storage.fileSystem(name);
    fileSystem.mkdirs(name.getParent());
    if (ObjectStores.holds(name)) {
      // A rename would first delete the old object.
      FileUtil.copy(fileSystem, unfinished, fileSystem, name, true, true, Storage.configuration());
    } else {
      rename(fileSystem, unfinished, name, Options.Rename.OVERWRITE);
    }
  }

  private static void rename(FileSystem fileSystem, Path from, Path to, Options.Rename mode)
      throws IOException {
    if ("file".equals(fileSystem.getUri().getScheme())) {
      renameLocal(from, to, mode);
      return;
    }
    FileContext.getFileContext(fileSystem.getUri(), Storage.configuration()).rename(from, to, mode);
  }

  private static void renameLocal(Path from, Path to, Options.Rename mode) throws IOException {
    var source = Storage.localFile(from);
    var target = Storage.localFile(to);
    if (mode == Options.Rename.OVERWRITE) {
      Files.move(
          source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    if (Files.isDirectory(source)) {
      moveFolder(source, target);
      return;
    }
    try {
      // A hard link fails if the name is taken, which a rename on POSIX would silently replace.
      Files.createLink(target, source);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(to.toString());
    } catch (UnsupportedOperationException e) {
      Files.move(source, target);
      return;
    }
    Files.delete(source);
  }

  private static void moveFolder(java.nio.file.Path source, java.nio.file.Path target)
      throws IOException {
    try {
      // POSIX rename refuses a target folder that holds files, and published folders do.
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException e) {
      throw new FileAlreadyExistsException(target.toString());
    } catch (java.nio.file.FileSystemException e) {
      if (Files.isDirectory(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      throw e;
    }
  }
}
