package org.alphagrid.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.alphagrid.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** Checks the arrows between the packages of core, which know no job. */
class CoreArchitectureTest {
  private static final JavaClasses CLASSES = ArchitectureRules.classes("org.alphagrid.core");

  @Test
  void enoughClassesAreSeen() {
    assertThat(CLASSES.size()).isGreaterThan(30);
  }

  @Test
  void rulesOfEveryModuleHold() {
    ArchitectureRules.all().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void coreKnowsNoJob() {
    noClasses()
        .that()
        .resideInAnyPackage("org.alphagrid.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.alphagrid.merge..",
            "org.alphagrid.eval..",
            "org.alphagrid.search..",
            "org.alphagrid.report..",
            "org.alphagrid.bench..")
        .check(CLASSES);
  }

  @Test
  void storageKnowsNoOtherPackageButCore() {
    noClasses()
        .that()
        .resideInAnyPackage("org.alphagrid.core.storage")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.alphagrid.core.config",
            "org.alphagrid.core.plugin",
            "org.alphagrid.core.digest",
            "org.alphagrid.core.spark")
        .check(CLASSES);
  }
}
