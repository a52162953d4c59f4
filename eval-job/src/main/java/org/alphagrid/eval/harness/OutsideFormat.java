package org.alphagrid.eval.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.alphagrid.core.plugin.Named;

/** Reads how another harness writes its per-sample results. */
public interface OutsideFormat extends Named {
  /** Reads the samples of a whole file, in its order; faults name the record. */
  List<OutsideSample> samples(List<JsonNode> records);
}
