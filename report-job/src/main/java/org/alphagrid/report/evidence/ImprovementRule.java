package org.alphagrid.report.evidence;

/**
 * Says when a model counts as a Pareto improvement over a parent.
 *
 * @param margin how much accuracy, as a share, still counts as not worse; 0 asks for more accuracy
 * @param level chance of one false claim in a family of tests
 * @param truncationLimit largest difference of truncated shares at which a claim is made: beyond it
 *     the token cap decides both metrics
 */
public record ImprovementRule(double margin, double level, double truncationLimit) {
  private static final double LEVEL = 0.05;
  private static final double TRUNCATION_LIMIT = 0.05;

  public ImprovementRule {
    if (!(margin >= 0 && margin < 1)) {
      throw new IllegalArgumentException(
          "Invalid margin: %s (must be at least 0 and less than 1)".formatted(margin));
    }
    if (!(level > 0 && level < 1) || !(truncationLimit >= 0 && truncationLimit <= 1)) {
      throw new IllegalArgumentException(
          "Invalid level or truncation limit: %s, %s (must be shares)"
              .formatted(level, truncationLimit));
    }
  }

  /** Allows 5 % false claims, and truncated shares at most 5 points apart. */
  public static ImprovementRule withMargin(double margin) {
    return new ImprovementRule(margin, LEVEL, TRUNCATION_LIMIT);
  }
}
