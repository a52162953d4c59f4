package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;

/**
 * Finds the letter that {@link ChoiceAnswer} finds, or else the last capital from A to J that
 * stands alone. A guess, which the rule of the grade tells; for comparisons with harnesses that
 * guess so.
 */
@AutoService(Extractor.class)
public final class ChoiceOrLastCapital implements Extractor {
  @Override
  public String name() {
    return "choice-letter-or-last-capital";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    return ChoiceAnswer.letter(answer).or(() -> lastCapital(answer));
  }

  private static Optional<Extraction> lastCapital(String text) {
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'J' && !wordAt(text, i - 1) && !wordAt(text, i + 1)) {
        return Optional.of(new Extraction(String.valueOf(c), "last-capital"));
      }
    }
    return Optional.empty();
  }

  private static boolean wordAt(String text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_'".indexOf(text.charAt(at)) >= 0);
  }
}
