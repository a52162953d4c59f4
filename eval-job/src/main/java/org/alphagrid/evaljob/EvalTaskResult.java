package org.alphagrid.evaljob;

import java.io.Serializable;

/**
 * What a task did.
 *
 * @param samples rows published by it
 * @param tokens generated
 * @param errors rows that ended in an error
 * @param firstError text of one of them; null if there is none
 */
record EvalTaskResult(int samples, long tokens, int errors, String firstError)
    implements Serializable {}
