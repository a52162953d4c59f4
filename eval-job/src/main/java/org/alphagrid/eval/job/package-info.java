/**
 * Plans an evaluation, runs its tasks on Spark and writes one row for each sample.
 *
 * <p>May use everything of this module, {@code merge.run} and {@code core}.
 *
 * <p>Start with {@link EvalJob}. From the command line to a row:
 *
 * <ol>
 *   <li>{@link EvalJob} reads the options, {@link SweepEvaluation} plans what is missing and has
 *       the tasks run on Spark.
 *   <li>{@link EvalTaskRunner} runs one task on an executor: it makes requests of problems, has
 *       them generated, and writes one row for each completion.
 * </ol>
 *
 * <p><b>Where is the token count of a row decided?</b> Open in this order {@link EvalTaskRunner},
 * {@link RowBuilder#row} (it fills the columns), {@link org.alphagrid.eval.generate.Generation}
 * (the tokens of a completion, its stop token included), {@link
 * org.alphagrid.eval.generate.tokenizer.ThoughtSplit} (which of them are the thought), and {@code
 * generate.ActiveRequest} (when a completion ends).
 *
 * <p><b>Where would a second engine for generation go?</b> It takes {@link
 * org.alphagrid.eval.generate.GenerationRequest}s and returns a {@link
 * org.alphagrid.eval.generate.Generation} for each. Open in this order {@link EvalTaskRunner} (it
 * asks an engine only for this, its name and the vocabulary's size), {@link ModelLease#run} (where
 * requests are handed over), {@link ExecutorRuntime} (which model is loaded, and kept for the next
 * task), {@link ModelLoader} (from a checkpoint, or merged in memory) and {@link
 * org.alphagrid.eval.generate.Decoder}, beside which it would stand.
 */
package org.alphagrid.eval.job;
