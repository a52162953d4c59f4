package org.alphagrid.regradejob;

import java.io.Serializable;

/**
 * Which extractor and grader are to be used.
 *
 * @param extractor null for the one each row names
 * @param grader null for the one each row names
 */
record Regrading(String extractor, String grader) implements Serializable {
  String extractorFor(String inRow) {
    return extractor == null ? inRow : extractor;
  }

  String graderFor(String inRow) {
    return grader == null ? inRow : grader;
  }
}
