package org.alphagrid.evaljob;

import java.io.Serializable;

/**
 * What one executor call generates: one file of samples of one model on one benchmark.
 *
 * @param model point id
 * @param benchmark its name
 * @param shard the file it publishes
 * @param cells problems and samples
 */
record EvalTask(String model, String benchmark, String shard, Cells cells)
    implements Serializable {}
