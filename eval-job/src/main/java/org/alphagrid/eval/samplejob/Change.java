package org.alphagrid.eval.samplejob;

import java.io.Serializable;

/** Holds a sample whose score a regrading changed, with both grades. */
record Change(
    String point,
    String benchmark,
    String problem,
    int sample,
    String reference,
    String oldExtracted,
    double oldScore,
    String oldRule,
    String newExtracted,
    double newScore,
    String newRule)
    implements Serializable {}
