package org.alphagrid.merge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.alphagrid.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** Checks the arrows between the packages of the merge job. */
class MergeArchitectureTest {
  private static final JavaClasses CLASSES = ArchitectureRules.classes("org.alphagrid.merge");

  @Test
  void enoughClassesAreSeen() {
    assertThat(CLASSES.size()).isGreaterThan(300);
  }

  @Test
  void rulesOfEveryModuleHold() {
    ArchitectureRules.all().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void mergeKnowsNoLaterJob() {
    noClasses()
        .that()
        .resideInAnyPackage("org.alphagrid.merge..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.alphagrid.eval..",
            "org.alphagrid.search..",
            "org.alphagrid.report..",
            "org.alphagrid.bench..")
        .check(CLASSES);
  }

  @Test
  void arithmeticKnowsNothingOfFilesOrScheduling() {
    noClasses()
        .that()
        .resideInAnyPackage("org.alphagrid.merge.method..", "org.alphagrid.merge.tensor")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.alphagrid.merge.checkpoint",
            "org.alphagrid.merge.engine",
            "org.alphagrid.core.storage",
            "org.apache.hadoop..",
            "java.nio.file..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCatalogNamesFamilies() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.alphagrid.merge.architecture",
            "org.alphagrid.merge.checkpoint",
            "org.alphagrid.merge.engine",
            "org.alphagrid.merge.grid")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.alphagrid.merge.architecture.family")
        .check(CLASSES);
  }
}
