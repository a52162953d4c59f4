package org.alphagrid.evaljob;

import java.io.Serializable;
import org.alphagrid.benchmark.ChoiceOrder;
import org.alphagrid.benchmark.Problem;

/**
 * A problem as samples see it.
 *
 * @param problem with its options in the order shown
 * @param order of the options; empty where there are none
 * @param prompt what the model reads
 */
record Question(Problem problem, ChoiceOrder order, PromptIds prompt) implements Serializable {}
