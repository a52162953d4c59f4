package org.alphagrid.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.alphagrid.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** Checks the arrows between the packages of the report job. */
class ReportArchitectureTest {
  private static final JavaClasses CLASSES = ArchitectureRules.classes("org.alphagrid.report");

  @Test
  void enoughClassesAreSeen() {
    assertThat(CLASSES.size()).isGreaterThan(150);
  }

  @Test
  void rulesOfEveryModuleHold() {
    ArchitectureRules.all().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void theSampleTableIsTheOnlyContractWithOtherJobs() {
    noClasses()
        .that()
        .resideInAnyPackage("org.alphagrid.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.alphagrid.merge..",
            "org.alphagrid.eval..",
            "org.alphagrid.search..",
            "org.alphagrid.bench..",
            "ai.djl..",
            "ai.onnxruntime..")
        .check(CLASSES);
  }

  @Test
  void onlyTableAndJobKnowSparkAndHadoop() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.alphagrid.report.table", "org.alphagrid.report.job")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(CLASSES);
  }

  @Test
  void statisticsArePlainArithmetic() {
    String[] statistics = {
      "org.alphagrid.report.curve",
      "org.alphagrid.report.pareto",
      "org.alphagrid.report.evidence",
      "org.alphagrid.report.generation",
      "org.alphagrid.report.factorial"
    };
    noClasses()
        .that()
        .resideInAnyPackage(statistics)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideOutsideOfPackages(statistics)
                .and(
                    JavaClass.Predicates.resideOutsideOfPackages(
                        "java..", "org.apache.commons.math3.distribution..")))
        .check(CLASSES);
  }

  @Test
  void renderingComesAfterStatistics() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.alphagrid.report.curve",
            "org.alphagrid.report.pareto",
            "org.alphagrid.report.evidence",
            "org.alphagrid.report.generation",
            "org.alphagrid.report.factorial",
            "org.alphagrid.report.recommend",
            "org.alphagrid.report.model")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.alphagrid.report.html",
            "org.alphagrid.report.chart",
            "org.alphagrid.report.csv",
            "org.alphagrid.report.png",
            "org.alphagrid.report.terminal",
            "org.alphagrid.report.parquet",
            "org.alphagrid.report.text",
            "org.alphagrid.report.table",
            "org.alphagrid.report.job")
        .check(CLASSES);
  }
}
