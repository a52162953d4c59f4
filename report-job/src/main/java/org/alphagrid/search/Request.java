package org.alphagrid.search;

/** A candidate to evaluate, and how far; what was generated before is not generated again. */
public record Request(Candidate candidate, Extent extent) {}
