package org.alphagrid.eval;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.alphagrid.merge.PackageRules;
import org.junit.jupiter.api.Test;

/** The rules of both jobs' packages together, since this module sees them all. */
class EvalPackageRulesTest {
  private static final JavaClasses CLASSES = PackageRules.classes();

  @Test
  void enoughClassesAreSeen() {
    assertThat(CLASSES.size()).isGreaterThan(200);
  }

  @Test
  void onlyTheJobPackagesKnowSpark() {
    PackageRules.ONLY_JOBS_KNOW_SPARK.check(CLASSES);
  }

  @Test
  void onlyGenerateKnowsTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.alphagrid.generate")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "ai.onnxruntime..")
        .check(CLASSES);
  }

  @Test
  void graphsAndGenerationNameNoFamily() {
    noClasses()
        .that()
        .resideInAnyPackage("org.alphagrid.onnx", "org.alphagrid.generate")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.alphagrid.architecture.family")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    PackageRules.NO_CYCLES.check(CLASSES);
  }

  @Test
  void onlyTheTerminalPrints() {
    PackageRules.ONLY_THE_TERMINAL_PRINTS.check(CLASSES);
  }

  @Test
  void nothingRunsWhatItReads() {
    PackageRules.NOTHING_RUNS_WHAT_IT_READS.check(CLASSES);
  }
}
