package org.alphagrid.search;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.alphagrid.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** Checks the arrows between the packages of the search job. */
class SearchArchitectureTest {
  private static final JavaClasses CLASSES = ArchitectureRules.classes("org.alphagrid.search");

  @Test
  void enoughClassesAreSeen() {
    assertThat(CLASSES.size()).isGreaterThan(50);
  }

  @Test
  void rulesOfEveryModuleHold() {
    ArchitectureRules.all().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void searchesArePlainArithmetic() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.alphagrid.search",
            "org.alphagrid.search.strategy",
            "org.alphagrid.search.space",
            "org.alphagrid.search.simulation")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.alphagrid.merge..",
            "org.alphagrid.eval..",
            "org.alphagrid.core.storage",
            "org.alphagrid.core.spark",
            "org.alphagrid.report.table",
            "org.alphagrid.report.job",
            "org.apache.spark..",
            "org.apache.hadoop..",
            "java.nio.file..")
        .check(CLASSES);
  }

  @Test
  void nothingKnowsTheBenches() {
    noClasses()
        .that()
        .resideInAnyPackage("org.alphagrid.search..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.alphagrid.bench..")
        .check(CLASSES);
  }
}
