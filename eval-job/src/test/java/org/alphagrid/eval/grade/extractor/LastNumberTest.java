package org.alphagrid.eval.grade.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphagrid.eval.grade.Extraction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LastNumberTest {
  private final LastNumber extractor = new LastNumber();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "17 apples and 42 pears | 42",
        "The answer is 42. | 42",
        "= -5 | -5",
        "= +5 | +5",
        "10-5 | 5",
        "(10)-5 | 5",
        "x - 5 | 5",
        "10 -5 | -5",
        "= \u22125 | \u22125",
        "$1,234,567 | 1,234,567",
        "1,2 | 2",
        "1234,567 | 567",
        "12,3456 | 3456",
        "1{,}000 | 1{,}000",
        "3.25 | 3.25",
        "3.25. | 3.25",
        "of .5 | .5",
        "1/2 | 1/2",
        "1e5 | 1e5",
        "2.5E-3 | 2.5E-3",
        "5kg | 5",
        "5e | 5",
        "7 x2 | 7",
        "\\boxed{9} | 9",
        "$-7$ | -7",
      })
  void theLastNumberIsTheAnswer(String text, String candidate) {
    assertThat(extractor.extract(text)).contains(new Extraction(candidate, "last-number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no number", "x2", "-", ".", "\u0665"})
  void nothingElseIs(String text) {
    assertThat(extractor.extract(text)).isEmpty();
  }
}
