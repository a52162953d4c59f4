package org.alphagrid.eval;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.alphagrid.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** Checks the arrows between the packages of the eval job. */
class EvalArchitectureTest {
  private static final JavaClasses CLASSES = ArchitectureRules.classes("org.alphagrid.eval");

  @Test
  void enoughClassesAreSeen() {
    assertThat(CLASSES.size()).isGreaterThan(300);
  }

  @Test
  void rulesOfEveryModuleHold() {
    ArchitectureRules.all().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void evalKnowsNoLaterJob() {
    noClasses()
        .that()
        .resideInAnyPackage("org.alphagrid.eval..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.alphagrid.search..", "org.alphagrid.report..", "org.alphagrid.bench..")
        .check(CLASSES);
  }

  @Test
  void onlyGenerateKnowsTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.alphagrid.eval.generate..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "ai.onnxruntime..")
        .check(CLASSES);
  }

  @Test
  void graphsAndGenerationNameNoFamily() {
    noClasses()
        .that()
        .resideInAnyPackage("org.alphagrid.eval.onnx", "org.alphagrid.eval.generate..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.alphagrid.merge.architecture.family")
        .check(CLASSES);
  }

  @Test
  void samplingKnowsNoEngine() {
    noClasses()
        .that()
        .resideInAnyPackage("org.alphagrid.eval.generate.sampling")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.alphagrid.eval.generate",
            "org.alphagrid.eval.generate.ort",
            "ai.djl..",
            "ai.onnxruntime..")
        .check(CLASSES);
  }
}
