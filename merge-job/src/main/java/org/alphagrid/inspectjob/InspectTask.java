package org.alphagrid.inspectjob;

import java.io.Serializable;
import java.util.List;
import org.alphagrid.inspect.Piece;

/**
 * What one executor call counts.
 *
 * @param checkpoints directories
 * @param base the place of the base among them, or -1
 * @param pieces in order
 */
record InspectTask(List<String> checkpoints, int base, List<Piece> pieces)
    implements Serializable {}
