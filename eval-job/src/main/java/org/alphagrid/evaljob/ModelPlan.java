package org.alphagrid.evaljob;

import java.io.Serializable;
import org.alphagrid.grid.GridPoint;

/**
 * A model to be evaluated.
 *
 * @param point its canonical point
 * @param recipe digest of what determines its weights
 * @param directory where its checkpoint is; null where it is merged in memory
 * @param weightDigest digest of its weights; null while unknown, that is before merging in memory
 */
record ModelPlan(GridPoint point, String recipe, String directory, String weightDigest)
    implements Serializable {}
