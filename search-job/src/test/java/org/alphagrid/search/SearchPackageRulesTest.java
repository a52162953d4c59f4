package org.alphagrid.search;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class SearchPackageRulesTest {
  private static final String SEARCH = "org.alphagrid.search..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("org.alphagrid.search");

  @Test
  void thereIsSomethingToCheck() {
    assertThat(CLASSES.size()).isGreaterThan(50);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("org.alphagrid.(search.**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void searchesArePlainArithmetic() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            SEARCH,
            "org.alphagrid.report.curve",
            "org.alphagrid.report.evidence",
            "org.alphagrid.report.pareto",
            "org.alphagrid.report.searchlog",
            "java..",
            "org.apache.commons.math3..")
        .check(CLASSES);
  }

  @Test
  void nobodyWritesToStandardStreams() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }
}
