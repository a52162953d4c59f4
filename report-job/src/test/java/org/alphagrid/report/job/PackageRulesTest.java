package org.alphagrid.report.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class PackageRulesTest {
  private static final String CURVE = "org.alphagrid.report.curve";
  private static final String PARETO = "org.alphagrid.report.pareto";
  private static final String EVIDENCE = "org.alphagrid.report.evidence";
  private static final String GENERATION = "org.alphagrid.report.generation";
  private static final String FACTORIAL = "org.alphagrid.report.factorial";
  private static final String RECOMMEND = "org.alphagrid.report.recommend";
  private static final String RENDER = "org.alphagrid.report.render";
  private static final String EXPORT = "org.alphagrid.report.export";
  private static final String TABLE = "org.alphagrid.report.table";
  private static final String JOB = "org.alphagrid.reportjob";
  private static final String BENCH = "org.alphagrid.reportbench";
  private static final String SEARCH_LOG = "org.alphagrid.report.searchlog";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("org.alphagrid.report", JOB, BENCH);

  @Test
  void thereIsSomethingToCheck() {
    assertThat(CLASSES.size()).isGreaterThan(40);
  }

  @Test
  void arrowsGoOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("curve")
        .definedBy(CURVE)
        .layer("pareto")
        .definedBy(PARETO)
        .layer("evidence")
        .definedBy(EVIDENCE)
        .layer("generation")
        .definedBy(GENERATION)
        .layer("factorial")
        .definedBy(FACTORIAL)
        .layer("recommend")
        .definedBy(RECOMMEND)
        .layer("render")
        .definedBy(RENDER)
        .layer("export")
        .definedBy(EXPORT)
        .layer("table")
        .definedBy(TABLE)
        .layer("search log")
        .definedBy(SEARCH_LOG)
        .layer("job")
        .definedBy(JOB)
        .whereLayer("curve")
        .mayNotAccessAnyLayer()
        .whereLayer("search log")
        .mayNotAccessAnyLayer()
        .whereLayer("pareto")
        .mayOnlyAccessLayers("curve")
        .whereLayer("evidence")
        .mayOnlyAccessLayers("curve", "pareto")
        .whereLayer("factorial")
        .mayOnlyAccessLayers("curve", "evidence")
        .whereLayer("recommend")
        .mayOnlyAccessLayers("curve", "pareto")
        .whereLayer("generation")
        .mayOnlyAccessLayers("curve")
        .whereLayer("render")
        .mayOnlyAccessLayers("curve", "pareto", "evidence", "generation", "factorial", "search log")
        .whereLayer("export")
        .mayOnlyAccessLayers("curve", "evidence", "generation", "render")
        .whereLayer("table")
        .mayOnlyAccessLayers("curve", "evidence", "generation", "recommend")
        .layer("bench")
        .definedBy(BENCH)
        .whereLayer("job")
        .mayOnlyBeAccessedByLayers("bench")
        .whereLayer("bench")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("org.alphagrid.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTableAndJobKnowSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackages(TABLE, JOB, BENCH)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(CLASSES);
  }

  @Test
  void statisticsArePlainArithmetic() {
    noClasses()
        .that()
        .resideInAnyPackage(CURVE, PARETO, EVIDENCE, GENERATION, FACTORIAL, SEARCH_LOG)
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            CURVE,
            PARETO,
            EVIDENCE,
            GENERATION,
            FACTORIAL,
            SEARCH_LOG,
            "java..",
            "org.apache.commons.math3.distribution..")
        .check(CLASSES);
  }

  @Test
  void nothingKnowsTheJobsThatWriteTheTableOrTheSearch() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.alphagrid.sample..",
            "org.alphagrid.evaljob..",
            "org.alphagrid.mergejob..",
            "org.alphagrid.search..",
            "org.alphagrid.searchjob..",
            "ai.djl..",
            "ai.onnxruntime..")
        .check(CLASSES);
  }

  @Test
  void nobodyWritesToStandardStreams() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }
}
