package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.eval.grade.latex.MathToken;
import org.alphagrid.eval.grade.latex.TokenLists;

/** Reads the structure of an answer, from the outside in. */
final class AnswerReader {
  private final WorkLimit work;
  private final RelationReader relations;
  private final ApproximationReader approximations;
  private final MatrixReader matrices;

  AnswerReader(WorkLimit work) {
    this.work = work;
    this.relations = new RelationReader(this, work);
    this.approximations = new ApproximationReader(this, relations, work);
    this.matrices = new MatrixReader(this, work);
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

  private Answer structure(List<MathToken> all) {
    List<MathToken> tokens = WordsReader.withoutQuantifier(all);
    if (WordsReader.words(tokens)) {
      return WordsReader.answer(WordsReader.plain(tokens));
    }
    List<MathToken> system = cases(tokens);
    if (!system.isEmpty()) {
      return read(system);
    }
    int name = Labels.end(tokens);
    if (name > 0) {
      return new Answer.Named(
          Labels.name(tokens.subList(0, name)), read(tokens.subList(name, tokens.size())), true);
    }
    Answer time = TimeReader.read(tokens);
    if (time != null) {
      return time;
    }
    if (TokenLists.contains(tokens, WordsReader::alternative)) {
      return alternatives(TokenLists.split(tokens, WordsReader::alternative));
    }
    List<List<MathToken>> items = TokenLists.split(tokens, WordsReader::listSeparator);
    if (items.size() > 1) {
      return list(items);
    }
    if (TokenLists.contains(tokens, token -> token.macro("approx"))) {
      return approximations.read(TokenLists.split(tokens, token -> token.macro("approx")));
    }
    if (TokenLists.contains(tokens, RelationReader::relation)) {
      return relations.read(tokens);
    }
    List<List<MathToken>> united = TokenLists.split(tokens, token -> token.macro("cup"));
    if (united.size() > 1) {
      return new Answer.Union(ranges(united));
    }
    List<List<MathToken>> parts = TokenLists.split(tokens, token -> token.is(":"));
    if (parts.size() > 1) {
      return new Answer.Ratio(parts.stream().map(this::read).toList());
    }
    if (MatrixReader.startsIn(tokens)) {
      return matrices.read(tokens);
    }
    return reals(tokens);
  }

  /** Returns what stands in {@code \\begin{cases}}, or nothing. */
  private static List<MathToken> cases(List<MathToken> tokens) {
    int end = tokens.size() - 4;
    boolean cases =
        end > 4
            && tokens.get(0).macro("begin")
            && tokens.get(2).text().equals("cases")
            && tokens.get(end).macro("end");
    return cases ? tokens.subList(4, end) : List.of();
  }

  /** {@code \mathbb{R} \setminus \{0\}}; anything else that is no list and no relation. */
  private Answer reals(List<MathToken> tokens) {
    if (tokens.size() == 1 && tokens.get(0).macro("reals")) {
      return Reals.all();
    }
    boolean except =
        tokens.get(0).kind() == MathToken.Kind.TEXT && tokens.get(0).text().endsWith(" except");
    if (except
        && Reals.all().equals(WordsReader.answer(tokens.get(0).text().replace(" except", "")))) {
      return Reals.without(Reals.all(), read(tokens.subList(1, tokens.size())), work);
    }
    boolean named = tokens.get(0).macro("reals");
    List<List<MathToken>> difference =
        TokenLists.split(tokens, token -> token.macro("setminus") || named && token.is("-"));
    if (difference.size() == 2) {
      return Reals.without(read(difference.get(0)), read(difference.get(1)), work);
    }
    return TokenLists.wrapped(tokens) ? bracketed(tokens) : single(tokens);
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
    Answer excluded = Reals.exclusions(answers, work);
    if (excluded != null) {
      return excluded;
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
    String separator = TokenLists.contains(inside, token -> token.is(",")) ? "," : ";";
    List<List<MathToken>> items = TokenLists.split(inside, token -> token.is(separator));
    List<List<MathToken>> builder =
        braces ? TokenLists.split(inside, AnswerReader::suchThat) : List.of();
    if (builder.size() == 2) {
      return relations.suchThat(builder.get(0), builder.get(1));
    }
    if (items.size() == 1 && !braces) {
      boolean rounding = open.equals("[") || close.equals("]") || open.equals("langle");
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

  private static boolean suchThat(MathToken token) {
    return token.macro("mid") || token.is("|") || token.is(":");
  }

  private Answer inner(List<MathToken> inside) {
    return inside.isEmpty() ? single(inside) : read(inside);
  }

  private Answer single(List<MathToken> tokens) {
    if (tokens.size() == 1 && tokens.get(0).macro("emptyset")) {
      return new Answer.Group(List.of());
    }
    Units.Measured measured = Units.separate(tokens);
    Node infinity = Infinity.of(measured.tokens());
    Node node = infinity != null ? infinity : formula(measured.tokens());
    if (Units.degree(measured.unit()) && mentionsPi(node)) {
      throw new NotUnderstood("degrees of an angle in radians");
    }
    List<Answer> both = expanded(List.of(new Answer.Formula(node, measured.unit())));
    return both.size() == 1 ? both.get(0) : new Answer.Group(both);
  }

  private Node formula(List<MathToken> tokens) {
    boolean words = WordsReader.words(tokens);
    Node number = words ? WordsReader.number(WordsReader.plain(tokens)) : null;
    return number != null ? number : FormulaReader.read(tokens, work);
  }

  private boolean mentionsPi(Node node) {
    work.step();
    return node instanceof Node.Constant constant && constant.name().equals("pi")
        || FormulaEvaluation.children(node).stream().anyMatch(this::mentionsPi);
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
}
