package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the structure of an answer, from the outside in. */
final class AnswerReader {
  private static final Set<String> MATRICES = Set.of("pmatrix", "bmatrix", "matrix", "vmatrix");

  private final WorkLimit work;
  private final RelationReader relations;

  AnswerReader(WorkLimit work) {
    this.work = work;
    this.relations = new RelationReader(this, work);
  }

  Answer read(List<MathToken> tokens) {
    if (tokens.isEmpty()) {
      throw new NotUnderstood("nothing there");
    }
    work.enter();
    Answer answer = structure(tokens);
    work.leave();
    return answer;
  }

  private Answer structure(List<MathToken> tokens) {
    if (words(tokens)) {
      return new Answer.Words(plain(tokens));
    }
    if (TokenLists.contains(tokens, AnswerReader::alternative)) {
      return alternatives(TokenLists.split(tokens, AnswerReader::alternative));
    }
    List<List<MathToken>> items = TokenLists.split(tokens, AnswerReader::listSeparator);
    if (items.size() > 1) {
      return list(items);
    }
    if (TokenLists.contains(tokens, RelationReader::relation)) {
      return relations.read(tokens);
    }
    List<List<MathToken>> united = TokenLists.split(tokens, token -> token.macro("cup"));
    if (united.size() > 1) {
      return new Answer.Union(ranges(united));
    }
    return TokenLists.wrapped(tokens) ? bracketed(tokens) : single(tokens);
  }

  private static boolean alternative(MathToken token) {
    return token.macro("or") || word(token, "or");
  }

  private static boolean listSeparator(MathToken token) {
    return token.is(",") || token.is(";") || word(token, "and");
  }

  private static boolean word(MathToken token, String word) {
    boolean wordy = token.kind() == MathToken.Kind.TEXT || token.kind() == MathToken.Kind.WORD;
    return wordy && token.text().equals(word);
  }

  private Answer alternatives(List<List<MathToken>> parts) {
    List<Answer> answers = new ArrayList<>();
    for (List<MathToken> part : parts) {
      // "1, 2, or 3" leaves a comma before the word.
      boolean comma = !part.isEmpty() && part.get(part.size() - 1).is(",");
      Answer answer = read(comma ? part.subList(0, part.size() - 1) : part);
      answers.addAll(answer instanceof Answer.Group group ? group.items() : List.of(answer));
    }
    boolean ranges = answers.stream().allMatch(RelationReader::namedRange);
    return ranges ? relations.unionOfRanges(answers) : relations.firstNameForAll(answers);
  }

  private Answer list(List<List<MathToken>> items) {
    List<Answer> answers = new ArrayList<>();
    for (List<MathToken> item : items) {
      // "1, 2, and 3" leaves nothing between comma and word.
      if (!item.isEmpty() || items.size() < 3) {
        answers.add(read(item));
      }
    }
    // Whether such ranges hold together or in turn is not said.
    if (answers.stream().anyMatch(RelationReader::namedRange)) {
      throw new NotUnderstood("a list of ranges");
    }
    return relations.firstNameForAll(answers);
  }

  private List<Answer> ranges(List<List<MathToken>> parts) {
    List<Answer> answers = new ArrayList<>();
    for (List<MathToken> part : parts) {
      Answer answer = read(part);
      if (!(answer instanceof Answer.Sequence) && !(answer instanceof Answer.Group)) {
        throw new NotUnderstood("a union of something else");
      }
      answers.add(answer);
    }
    return answers;
  }

  private Answer bracketed(List<MathToken> tokens) {
    String open = tokens.get(0).text();
    String close = tokens.get(tokens.size() - 1).text();
    List<MathToken> inside = TokenLists.inside(tokens);
    boolean braces = tokens.get(0).macro("{") && close.equals("}");
    if (braces && inside.isEmpty()) {
      return new Answer.Group(List.of());
    }
    List<List<MathToken>> items = TokenLists.split(inside, token -> token.is(","));
    if (items.size() == 1 && !braces) {
      boolean rounding = open.equals("[") || close.equals("]");
      return rounding ? single(tokens) : inner(inside);
    }
    List<Answer> answers = new ArrayList<>();
    for (List<MathToken> item : items) {
      answers.add(read(item));
    }
    return braces || open.equals("{")
        ? new Answer.Group(expanded(answers))
        : new Answer.Sequence(open, close, answers);
  }

  private Answer inner(List<MathToken> inside) {
    return inside.isEmpty() ? single(inside) : read(inside);
  }

  private Answer single(List<MathToken> tokens) {
    if (!tokens.isEmpty() && tokens.get(0).macro("begin")) {
      return matrix(tokens);
    }
    if (tokens.size() == 1 && tokens.get(0).macro("emptyset")) {
      return new Answer.Group(List.of());
    }
    Units.Measured measured = Units.separate(tokens);
    Node node = Infinity.of(measured.tokens());
    Answer.Formula formula =
        new Answer.Formula(
            node != null ? node : FormulaReader.read(measured.tokens(), work), measured.unit());
    List<Answer> both = expanded(List.of(formula));
    return both.size() == 1 ? both.get(0) : new Answer.Group(both);
  }

  private List<Answer> expanded(List<Answer> answers) {
    List<Answer> all = new ArrayList<>();
    for (Answer answer : answers) {
      if (answer instanceof Answer.Formula formula && PlusMinusSigns.in(formula.node(), work)) {
        for (boolean upper : new boolean[] {true, false}) {
          all.add(new Answer.Formula(PlusMinusSigns.choose(formula.node(), upper), formula.unit()));
        }
      } else if (answer instanceof Answer.Group group) {
        all.addAll(group.items());
      } else {
        all.add(answer);
      }
    }
    return all;
  }

  private Answer matrix(List<MathToken> tokens) {
    int size = tokens.size();
    boolean shaped =
        size > 8 && environment(tokens, 0, "begin") && environment(tokens, size - 4, "end");
    if (!shaped) {
      throw new NotUnderstood("unknown environment");
    }
    List<List<Answer>> rows = new ArrayList<>();
    for (List<MathToken> row :
        TokenLists.split(tokens.subList(4, size - 4), token -> token.macro("\\"))) {
      if (!row.isEmpty()) {
        rows.add(TokenLists.split(row, token -> token.is("&")).stream().map(this::read).toList());
      }
    }
    return new Answer.Matrix(rows);
  }

  private static boolean environment(List<MathToken> tokens, int at, String macro) {
    return tokens.get(at).macro(macro)
        && tokens.get(at + 1).is("{")
        && MATRICES.contains(tokens.get(at + 2).text())
        && tokens.get(at + 3).is("}");
  }

  /** Returns whether there are only words, or the letter of a choice in a text macro. */
  private static boolean words(List<MathToken> tokens) {
    boolean someText = false;
    for (MathToken token : tokens) {
      boolean text = token.kind() == MathToken.Kind.TEXT;
      boolean longWord = token.kind() == MathToken.Kind.WORD && token.text().length() > 3;
      someText |= text || longWord;
      boolean lettersOnly =
          token.kind() == MathToken.Kind.WORD || token.kind() == MathToken.Kind.LETTER;
      if (!text && !lettersOnly && !token.is("-") && !token.is("(") && !token.is(")")) {
        return false;
      }
    }
    return someText;
  }

  static String plain(List<MathToken> tokens) {
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(token.text()).append(' '));
    String plain = text.toString().strip().replaceAll("\\s+", " ");
    String bare = plain.replaceAll("^\\(\\s?|\\s?\\)$|\\.$", "").strip();
    return bare.length() == 1 ? bare : bare.toLowerCase(Locale.ROOT);
  }
}
