/**
 * Reads the sample table: the contract with the job that writes it.
 *
 * <h2>Files</h2>
 *
 * {@code <run>/samples/shard-*.parquet}, in any number; every other name is ignored, above all
 * those that start with an underscore (unfinished files live in {@code _inflight/}). One row is one
 * generation, and (point, benchmark, problem, sample) names it uniquely over all shards.
 *
 * <h2>Version</h2>
 *
 * Each file carries {@code alphagrid.sample.version} in its key-value metadata. Version 1 is read,
 * any other refused. A version grows when a column below changes its meaning; other columns may
 * come and go, and shards that differ in them can stand side by side.
 *
 * <h2>Columns read</h2>
 *
 * <table>
 * <caption>Columns the report needs</caption>
 * <tr><th>name</th><th>type</th><th>meaning</th></tr>
 * <tr><td>point</td><td>string</td><td>id of the point that was sampled</td></tr>
 * <tr><td>benchmark</td><td>string</td><td>name</td></tr>
 * <tr><td>problem</td><td>string</td><td>id within the benchmark</td></tr>
 * <tr><td>sample</td><td>int</td><td>index within the problem, from 0</td></tr>
 * <tr><td>completion_tokens</td><td>int</td><td>generated ids, the stop id included</td></tr>
 * <tr><td>thinking_tokens</td><td>int</td><td>ids up to and including the closing think tag</td></tr>
 * <tr><td>answer_tokens</td><td>int</td><td>the rest</td></tr>
 * <tr><td>thought</td><td>boolean</td><td>a thinking tag occurs</td></tr>
 * <tr><td>think_closed</td><td>boolean</td><td>the closing think tag occurs</td></tr>
 * <tr><td>finish_reason</td><td>string</td><td>stop, length or error</td></tr>
 * <tr><td>extracted</td><td>string</td><td>the answer as extracted; may be null</td></tr>
 * <tr><td>extraction</td><td>string</td><td>found, none or unclosed-thought</td></tr>
 * <tr><td>score</td><td>double</td><td>between 0 and 1</td></tr>
 * </table>
 *
 * <p>Read where present, and null where a shard lacks them: {@code generation_millis} (double);
 * {@code vote} (string), which majority votes count in place of {@code extracted}; {@code
 * reference}, {@code rule}, {@code error}, {@code completion} and {@code question} (strings; a null
 * text is hidden by its benchmark, and stays so) and {@code answer_start} (int, where the answer
 * begins in the completion); and what the provenance names: {@code benchmark_version}, {@code
 * protocol_digest}, {@code extractor}, {@code extractor_version}, {@code grader}, {@code
 * grader_version}, {@code engine}, {@code device}, {@code started_at}.
 *
 * <h2>Adding an aggregate</h2>
 *
 * <ol>
 *   <li>A column that is not read yet gets an entry in {@code SampleColumn}: its name, stored type
 *       and Spark type. Shards without it are refused unless it is optional.
 *   <li>{@code SampleQueries.tallies} sums over the samples of each model, benchmark and problem,
 *       in one pass.
 *   <li>{@code TallyReader} puts the sum into {@link org.alphagrid.report.curve.ProblemTally} or
 *       {@link org.alphagrid.report.generation.GenerationTally}, whose constructors refuse what
 *       cannot be, such as more right samples than samples.
 *   <li>{@link org.alphagrid.report.curve.CurvePoint} or {@link
 *       org.alphagrid.report.generation.GenerationSummary} averages over problems, and over
 *       benchmarks of equal weight, with a standard error.
 *   <li>{@code org.alphagrid.report.csv.CurveColumn} gives it a column of {@code curve.csv} and
 *       {@code curve.parquet}.
 * </ol>
 */
package org.alphagrid.report.table;
