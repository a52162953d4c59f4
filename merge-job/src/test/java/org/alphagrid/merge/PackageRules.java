package org.alphagrid.merge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.InputStream;
import java.io.ObjectInputStream;

/** Rules that hold in the merge job alone and together with the eval job that builds on it. */
public final class PackageRules {
  /** Only packages that run jobs may import Spark. */
  public static final ArchRule ONLY_JOBS_KNOW_SPARK =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.alphagrid.job",
              "org.alphagrid.mergejob",
              "org.alphagrid.inspectjob",
              "org.alphagrid.evaljob",
              "org.alphagrid.regradejob")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");

  /** Dependencies between packages go one way. */
  public static final ArchRule NO_CYCLES =
      slices().matching("org.alphagrid.(*)..").should().beFreeOfCycles();

  /** Results go to files and messages through one class. */
  public static final ArchRule ONLY_THE_TERMINAL_PRINTS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.alphagrid.core.spark.Terminal")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  /** What comes from strangers is data: nothing makes objects, processes or programs of it. */
  public static final ArchRule NOTHING_RUNS_WHAT_IT_READS =
      noClasses()
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

  private PackageRules() {}

  /** Every production class on the class path. */
  public static JavaClasses classes() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        // A packaged build has the other module's tests on the class path as a jar.
        .withImportOption(location -> !location.contains("-tests.jar"))
        .importPackages("org.alphagrid");
  }
}
