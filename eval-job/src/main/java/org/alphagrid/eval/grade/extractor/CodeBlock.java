package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;
import org.alphagrid.eval.grade.Grading;

/** Finds the content of the last fenced block that is closed; the table keeps a digest of it. */
@AutoService(Extractor.class)
public final class CodeBlock implements Extractor {
  private static final String FENCE = "```";

  @Override
  public String name() {
    return "code-block";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    String last = null;
    int open = answer.indexOf(FENCE);
    while (open >= 0) {
      int body = answer.indexOf('\n', open);
      int close = body < 0 ? -1 : answer.indexOf(FENCE, body);
      if (close < 0) {
        break;
      }
      last = answer.substring(body + 1, close);
      open = answer.indexOf(FENCE, close + FENCE.length());
    }
    return Optional.ofNullable(last)
        .filter(code -> !code.isBlank())
        .map(code -> new Extraction(code, "last-block", Grading.digest(code)));
  }
}
