package org.alphagrid.benchmark;

/** How problems are laid out in a file. */
public enum DataFormat {
  /** One JSON object per line. */
  JSONL
}
