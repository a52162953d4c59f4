package org.alphagrid.eval.grade.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphagrid.eval.grade.Extraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxedAnswerTest {
  private final BoxedAnswer extractor = new BoxedAnswer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\\boxed{5} | 5",
        "The answer is $\\boxed{5}$. | 5",
        "\\boxed{3} then \\boxed{5} | 5",
        "\\fbox{5} | 5",
        "\\boxed{3} then \\fbox{5} | 5",
        "\\boxed {5} | 5",
        "\\boxed{ 5 } | 5",
        "\\boxed{\\frac{1}{2}} | \\frac{1}{2}",
        "\\boxed{\\text{(B)}} | \\text{(B)}",
        "\\boxed{x^{2^{3}}} tail } } | x^{2^{3}}",
        "\\boxed{\\{1,2\\}} | \\{1,2\\}",
        "\\boxed{\\left\\{1\\right\\}} | \\left\\{1\\right\\}",
        "\\boxed{a \\\\ {b}} | a \\\\ {b}",
        "{set \\boxed{5} | 5",
        "} \\boxed{5} { | 5",
        // A box that never closes is no answer; the last complete one stands.
        "\\boxed{5} so \\boxed{6 | 5",
        "\\boxed{6 and \\boxed{5} | 5",
        "\\boxed{5} so \\boxed | 5",
        "\\boxed{6} so \\boxed 5 | 5",
        "$\\boxed5$. | 5",
        "\\boxed 1,250. | 1,250",
        "\\boxed -5 | -5",
        "\\boxed B. | B",
        "write \\boxed . So \\boxed{5} | 5",
        "\\boxed{5} as \\boxed is asked | 5",
        // The outer of nested boxes wins; nothing but a box is unwrapped.
        "\\boxed{\\boxed{5}} | 5",
        "\\boxed{ \\fbox{ \\boxed{5} } } | 5",
        "\\boxed{\\boxed{5} + 1} | \\boxed{5} + 1",
        "\\boxed{\\boxed{5}\\boxed{6}} | \\boxed{5}\\boxed{6}",
        "\\\\boxed{5} | 5",
        "\\\\\\boxed{5} | 5",
        "\\boxed{\\\\boxed{5}} | \\\\boxed{5}",
      })
  void theLastCompleteBoxIsTheAnswer(String text, String candidate) {
    assertThat(extractor.extract(text)).contains(new Extraction(candidate, "last-box"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "are \\boxed{3}, \\boxed{5}, and \\boxed{7}. | \\boxed{3}, \\boxed{5}, and \\boxed{7}",
        "are \\boxed{3} and \\fbox{5}. | \\boxed{3} and \\fbox{5}",
        "$\\boxed{3}$ or $\\boxed{5}$ | \\boxed{3}$ or $\\boxed{5}",
        "$n = \\boxed{1}$ or $n = \\boxed{-2}$ | n = \\boxed{1}$ or $n = \\boxed{-2}",
        "$$x=\\boxed{1}, \\quad y=\\boxed{2}$$ | x=\\boxed{1}, \\quad y=\\boxed{2}",
        "\\boxed{3} \\text{ and } \\boxed{5} | \\boxed{3} \\text{ and } \\boxed{5}",
        "m = \\boxed{3}, n = \\boxed{4}, so m+n = \\boxed{7} | 7",
        "\\boxed{3} and then \\boxed{5} | 5",
        "\\boxed{3}. The answer is \\boxed{5} | 5",
        "\\boxed{5} \\boxed{5} | 5",
      })
  void boxesOfOneAnswerBelongTogether(String text, String candidate) {
    assertThat(extractor.extract(text)).contains(new Extraction(candidate, "last-box"));
  }

  @Test
  void linesAndBlanksMayStandBeforeTheBrace() {
    assertThat(extractor.extract("\\boxed\n {\n5\n}")).contains(new Extraction("5", "last-box"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "5",
        "boxed{5}",
        "\\box{5}",
        "\\boxed",
        "\\boxed{",
        "\\boxed{5",
        "\\boxed{5\\}",
        "\\boxed\\{5\\}",
        "\\boxed{}",
        "\\boxed{ }",
        "\\boxed{5} but \\boxed{}",
        "\\boxed{\\boxed{}}",
        "\\",
      })
  void nothingElseIs(String text) {
    assertThat(extractor.extract(text)).isEmpty();
  }
}
