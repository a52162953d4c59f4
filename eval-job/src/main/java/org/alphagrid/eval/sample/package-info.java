/**
 * The sample table: one Parquet row per generation, the contract between the eval and report jobs.
 *
 * <p>Columns stand in {@code SampleRow.avsc}, with their meaning. Files are {@code
 * <run>/samples/shard-*.parquet}; names starting with an underscore are unfinished. Every file
 * carries the schema version under the key {@code alphagrid.sample.version} of its metadata. A new
 * column needs a default and keeps the version, but raises {@code alphagrid.sample.revision} beside
 * it; any other change raises the version. {@link org.alphagrid.eval.sample.SampleReader} gives
 * rows of older revisions the defaults.
 */
package org.alphagrid.eval.sample;
