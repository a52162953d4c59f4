package org.alphagrid.merge.method;

/** The slow, obvious twin of every method: the formula in float64 over whole tensors. */
final class MergeMethodTwins {
  private MergeMethodTwins() {}

  static double[] merge(
      MergeMethod method, ParameterValues values, float[][] parents, int columns) {
    SphereTwins sphere = new SphereTwins(values, parents, columns);
    TaskVectorTwins vectors = new TaskVectorTwins(values, parents, columns);
    ChoiceTwins choice = new ChoiceTwins(values, parents, columns);
    StudyTwins study = new StudyTwins(values, parents, columns);
    return switch (method.name()) {
      case "linear" -> sphere.each(i -> sphere.mix(sphere.direct[i], sphere.think[i]));
      case "passthrough" -> sphere.each(i -> values.number("scale") * sphere.think[i]);
      case "slerp" -> sphere.slerp(sphere.direct, sphere.think, 0.9995);
      case "nuslerp" -> sphere.nuslerp();
      case "multislerp" -> sphere.multislerp();
      case "karcher" -> sphere.slerpOfUnits();
      case "model_stock" -> sphere.modelStock();
      case "nearswap" -> choice.nearswap();
      case "ram" -> choice.ram(0, 0);
      case "ramplus_tl" -> choice.ram(values.number("r"), values.number("alpha"));
      case "sce" -> choice.sce();
      case "arcee_fusion" -> choice.arcee();
      case "surgical" -> study.topShare(true, i -> study.think[i], i -> study.direct[i]);
      case "average_override" -> study.topShare(true, i -> study.think[i], study::average);
      case "keep_direct" -> study.topShare(false, study::average, i -> study.direct[i]);
      case "twin" -> study.twin();
      case "lore" -> study.lore();
      case "emr" -> study.emr();
      case "task_arithmetic" -> vectors.taskVectors(d -> Twin64.all(vectors.n), false);
      case "ties" -> vectors.taskVectors(vectors::trim, true);
      case "dare_linear" -> vectors.taskVectors(vectors::dare, false);
      case "dare_ties" -> vectors.taskVectors(vectors::dare, true);
      case "della_linear" -> vectors.taskVectors(vectors::della, false);
      case "della" -> vectors.taskVectors(vectors::della, true);
      case "breadcrumbs" -> vectors.taskVectors(vectors::crumbs, false);
      case "breadcrumbs_ties" -> vectors.taskVectors(vectors::crumbs, true);
      default -> throw new AssertionError("Method " + method.name() + " has no twin; write one");
    };
  }
}
