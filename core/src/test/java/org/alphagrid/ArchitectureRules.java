package org.alphagrid;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.util.List;

/** States the rules that hold in every module; each module's own test checks them. */
public final class ArchitectureRules {
  private static final String SPARK = "org.apache.spark..";

  private ArchitectureRules() {}

  /** Imports the production classes of a module's packages. */
  public static JavaClasses classes(String... packages) {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        // A packaged build has other modules' tests on the class path as a jar.
        .withImportOption(location -> !location.contains("-tests.jar"))
        .importPackages(packages);
  }

  /** Lists the rules of every module. */
  public static List<ArchRule> all() {
    return List.of(
        noCycles(), onlyJobsKnowSpark(), onlyTheTerminalPrints(), nothingRunsWhatItReads());
  }

  /** Dependencies between packages go one way. */
  private static ArchRule noCycles() {
    return slices().matching("org.alphagrid.(**)").should().beFreeOfCycles();
  }

  private static ArchRule onlyJobsKnowSpark() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.alphagrid.core.spark",
            "org.alphagrid..job",
            "org.alphagrid..samplejob",
            // The sample table is read with Spark SQL, and benches start jobs.
            "org.alphagrid.report.table",
            "org.alphagrid.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SPARK);
  }

  private static ArchRule onlyTheTerminalPrints() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.alphagrid.core.spark.Terminal")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
  }

  /** What comes from strangers is data: nothing makes objects, processes or programs of it. */
  private static ArchRule nothingRunsWhatItReads() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.lang\\.(ProcessBuilder|Runtime\\$.*)|java\\.net\\.URLClassLoader"
                + "|javax\\.script\\..*|javax\\.naming\\..*|javax\\.tools\\..*|java\\.beans\\.XMLDecoder"
                + "|org\\.yaml\\.snakeyaml\\..*")
        .orShould()
        .callConstructor(ObjectInputStream.class, InputStream.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .orShould()
        .callMethod(ClassLoader.class, "loadClass", String.class)
        .orShould()
        .callMethod(Class.class, "forName", String.class);
  }
}
