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

  private static final double MOSTLY_BASIC = 0.97;
  private static final double LEAST_SMALL = 0.08;
  private static final int LIKELIEST = 3;
  private static final Set<String> SMALL_WORDS =
      Set.of(
          "the", "and", "to", "with", "that", "this", "for", "you", "are", "from", "his", "her",
          "by", "be", "as", "at", "on", "but", "it", "they", "which", "your", "my", "she");

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

  /**
   * Returns whether a text is English, as far as can be told: names and lists of few words may look
   * like another language, so English among the likeliest, or its small words, are enough for a
   * text in the basic Latin alphabet.
   */
  static boolean english(String text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    long basic = text.codePoints().filter(c -> c < 128 && Character.isLetter(c)).count();
    if (letters < FEW_LETTERS) {
      return letters > 0 && basic == letters;
    }
    return ENGLISH.equals(detect(text))
        || basic >= MOSTLY_BASIC * letters && (smallWords(text) >= LEAST_SMALL || likely(text));
  }

  /** Returns the share of words that hardly any other language has. */
  private static double smallWords(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}']+");
    return (double) Arrays.stream(words).filter(SMALL_WORDS::contains).count() / words.length;
  }

  private static boolean likely(String text) {
    synchronized (DETECTOR) {
      return Arrays.stream(DETECTOR.predictLanguages(text))
          .limit(LIKELIEST)
          .anyMatch(language -> language.getLang().equals(ENGLISH));
    }
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
