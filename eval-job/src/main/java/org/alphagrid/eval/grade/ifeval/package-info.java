/**
 * The 25 verifiable instructions of IFEval (Zhou et al., "Instruction-Following Evaluation for
 * Large Language Models", arXiv 2311.07911), checked by programs written from the paper's
 * descriptions.
 *
 * <p>Strict takes the answer as it is. Loose is content if any of eight forms follows: without the
 * first line, the last line, both or neither, each with and without asterisks. An answer without
 * any text follows nothing.
 */
package org.alphagrid.eval.grade.ifeval;
