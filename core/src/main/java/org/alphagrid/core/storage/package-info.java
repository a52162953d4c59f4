/**
 * Publishes results, on local disks, HDFS and object stores, in the one way that every job uses.
 * Knows no model and no benchmark, and uses no other package of Alphagrid. Start with {@link
 * org.alphagrid.core.storage.StagingFolder}.
 *
 * <h2>From unfinished to published</h2>
 *
 * <ol>
 *   <li>A run begins a {@link org.alphagrid.core.storage.StagingFolder} in the place of its results
 *       ({@code points}, {@code samples}, {@code grades}, the folder of an inspection or of a
 *       mergekit result). Its folder is {@code <place>/_inflight/<uuid>}; its lock {@code
 *       <place>/_inflight/<uuid>.alive} stands beside it. Readers pass over names that begin with
 *       an underscore.
 *   <li>Tasks write there, each under names of its own, so that a task may run twice at once.
 *   <li>What is complete is published: a file by {@link org.alphagrid.core.storage.AtomicFile}, a
 *       folder by {@link org.alphagrid.core.storage.Publisher#publishFolderOnce}, a numbered folder
 *       by {@link org.alphagrid.core.storage.StagingFolder#publishNumbered}. Names are derived from
 *       content: of two runs that publish one name the first wins, and the other's is as good. A
 *       file that is made anew each time, such as a report's, is published by {@link
 *       org.alphagrid.core.storage.Storage#replace} and needs no staging folder.
 *   <li>The run ends: its folder and its lock are removed, and {@code _inflight} with the last run.
 * </ol>
 *
 * <h2>When a result appears</h2>
 *
 * <table>
 *   <caption>The step that publishes</caption>
 *   <tr><th>file system<th>file<th>folder
 *   <tr><td>local<td>a hard link, which fails where the name is taken<td>a rename, after {@code
 *       fsync} of what is in it
 *   <tr><td>HDFS and others<td>a rename that fails where the name is taken<td>the same
 *   <tr><td>object stores<td>the upload's end<td>file by file; the folder counts as finished with a
 *       named last file: the manifest of a point, the {@code changes.jsonl} of a regrading, the
 *       {@code summary.json} of an inspection
 * </table>
 *
 * <h2>What a killed run leaves</h2>
 *
 * <p>It leaves its folder and its lock in {@code _inflight}, or on an object store a folder without
 * its last file. None of it looks finished. The next run that begins or ends in the same place
 * removes every folder whose run is dead, and leaves those of living runs alone. A run is alive
 * while
 *
 * <ul>
 *   <li>on a local disk its lock is held, which the operating system gives up with the process;
 *   <li>elsewhere its lock was written less than ten minutes ago, by the clock of the file system.
 * </ul>
 *
 * <p>An unfinished numbered folder of an object store is written anew by the next run that
 * publishes a number; runs do that there one after another. What is not named like a run is never
 * removed.
 */
package org.alphagrid.core.storage;
