package org.alphagrid;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** The rules of both jobs' packages together, since this module sees them all. */
class EvalPackageRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.alphagrid");

  @Test
  void enoughClassesAreSeen() {
    assertThat(CLASSES.size()).isGreaterThan(200);
  }

  @Test
  void onlyTheJobPackagesKnowSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.alphagrid.job", "org.alphagrid.mergejob", "org.alphagrid.evaljob")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(CLASSES);
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
    slices().matching("org.alphagrid.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheTerminalPrints() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.alphagrid.job.Terminal")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }
}
