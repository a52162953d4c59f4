package org.alphagrid;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

class PackageRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.alphagrid");

  @Test
  void enoughClassesAreSeen() {
    assertThat(CLASSES.size()).isGreaterThan(50);
  }

  @Test
  void onlyTheJobPackagesKnowSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.alphagrid.job", "org.alphagrid.mergejob")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(CLASSES);
  }

  @Test
  void arithmeticKnowsNothingOfFilesOrScheduling() {
    noClasses()
        .that()
        .resideInAnyPackage("org.alphagrid.method", "org.alphagrid.tensor")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.alphagrid.checkpoint..",
            "org.alphagrid.storage..",
            "org.apache.hadoop..",
            "java.nio.file..")
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
