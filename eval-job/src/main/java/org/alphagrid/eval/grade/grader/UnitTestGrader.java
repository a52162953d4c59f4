package org.alphagrid.eval.grade.grader;

import com.google.auto.service.AutoService;
import java.util.Locale;
import java.util.Optional;
import org.alphagrid.core.plugin.Catalog;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grader;
import org.alphagrid.eval.grade.Verdict;

/** Runs a program with the tests that the reference holds, in the one sandbox there is. */
@AutoService(Grader.class)
public final class UnitTestGrader implements Grader {
  @Override
  public String name() {
    return "unit-tests";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<String> referenceFault(Problem problem) {
    return sandbox().isPresent()
        ? Optional.empty()
        : Optional.of("no code sandbox is on the class path (an implementation of CodeSandbox)");
  }

  @Override
  public Verdict grade(String candidate, Problem problem) {
    Optional<CodeSandbox> sandbox = sandbox();
    if (sandbox.isEmpty()) {
      return Verdict.wrong("no-sandbox");
    }
    CodeSandbox.Outcome outcome = sandbox.get().run(candidate, problem.reference());
    String rule = "tests-" + outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return outcome == CodeSandbox.Outcome.PASSED ? Verdict.right(rule) : Verdict.wrong(rule);
  }

  @Override
  public boolean comparesWithReference() {
    return false;
  }

  private static Optional<CodeSandbox> sandbox() {
    return Catalog.of("code sandbox", CodeSandbox.class).all().stream().findFirst();
  }
}
