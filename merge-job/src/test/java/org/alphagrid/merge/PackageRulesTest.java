package org.alphagrid.merge;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class PackageRulesTest {
  private static final JavaClasses CLASSES = PackageRules.classes();

  @Test
  void enoughClassesAreSeen() {
    assertThat(CLASSES.size()).isGreaterThan(50);
  }

  @Test
  void onlyTheJobPackagesKnowSpark() {
    PackageRules.ONLY_JOBS_KNOW_SPARK.check(CLASSES);
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
  void storageKnowsNoOtherPackage() {
    noClasses()
        .that()
        .resideInAPackage("org.alphagrid.storage")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.alphagrid..").and(not(resideInAPackage("org.alphagrid.storage"))))
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
