package org.alphagrid.eval.grade.ifeval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeSet;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** Tells a text's language with the model of Apache OpenNLP, which is on the class path. */
final class Languages {
  private static final String MODEL = "/langdetect-183.bin";
  private static final String ENGLISH = "eng";

  // Some codes name a group of which the model knows the members.
  private static final Map<String, Set<String>> MEMBERS =
      Map.of(
          "zh", Set.of("cmn", "nan"),
          "et", Set.of("ekk"),
          "fa", Set.of("fas", "pes"),
          "lv", Set.of("lav", "lvs"),
          "mg", Set.of("plt"),
          "no", Set.of("nob", "nno"),
          "pa", Set.of("pan", "pnb"));

  // Fewer letters say too little: "hello world" could be many languages.
  private static final int FEW_LETTERS = 25;

  private static final LanguageDetectorME DETECTOR = load();
  private static final Set<String> KNOWN =
      new TreeSet<>(Arrays.asList(DETECTOR.getSupportedLanguages()));

  private Languages() {}

  /**
   * Returns the model's names of a language; empty when it does not know it.
   *
   * @param code of two letters, as in {@code de}
   */
  static Set<String> named(String code) {
    try {
      Set<String> names =
          new TreeSet<>(MEMBERS.getOrDefault(code, Set.of(new Locale(code).getISO3Language())));
      names.retainAll(KNOWN);
      return names;
    } catch (MissingResourceException e) {
      return Set.of();
    }
  }

  /** Checks that the answer is in a language and no other. */
  static Check answerIn(Set<String> names) {
    return answer -> names.contains(detect(answer));
  }

  /** Returns whether a text is English, or too short to be told but in the Latin alphabet. */
  static boolean english(String text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    boolean basic = text.codePoints().filter(Character::isLetter).allMatch(c -> c < 128);
    return letters > 0 && (letters < FEW_LETTERS && basic || ENGLISH.equals(detect(text)));
  }

  /** Returns the most likely language; empty for a text without letters. */
  private static String detect(String text) {
    if (text.codePoints().noneMatch(Character::isLetter)) {
      return "";
    }
    // The detector is not documented as safe for several threads.
    synchronized (DETECTOR) {
      return DETECTOR.predictLanguage(text).getLang();
    }
  }

  private static LanguageDetectorME load() {
    try (InputStream model = Languages.class.getResourceAsStream(MODEL)) {
      if (model == null) {
        throw new IllegalStateException(
            "Cannot find %s on the class path (opennlp-models-langdetect brings it)"
                .formatted(MODEL));
      }
      return new LanguageDetectorME(new LanguageDetectorModel(model));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + MODEL + ": " + e.getMessage(), e);
    }
  }
}
