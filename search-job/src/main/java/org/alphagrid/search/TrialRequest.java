package org.alphagrid.search;

/** Asks for a candidate on an extent; samples that exist are not generated again. */
public record TrialRequest(Candidate candidate, Fidelity extent) {}
