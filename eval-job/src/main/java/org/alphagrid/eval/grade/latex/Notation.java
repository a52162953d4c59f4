package org.alphagrid.eval.grade.latex;

import java.util.Map;
import java.util.Set;

/**
 * Says what macros, words and Unicode signs mean. A macro that stands nowhere here is not
 * understood.
 */
public final class Notation {
  /** Macros that only move things on the page. */
  static final Set<String> SPACING =
      Set.of(
          ",",
          ";",
          ":",
          "!",
          " ",
          ">",
          "qquad",
          "left",
          "right",
          "big",
          "Big",
          "bigl",
          "bigr",
          "Bigl",
          "Bigr",
          "bigg",
          "Bigg",
          "biggl",
          "biggr",
          "displaystyle",
          "textstyle",
          "limits",
          "nolimits",
          "quad",
          "thinspace",
          "allowbreak",
          "nonumber",
          "scriptstyle",
          "large",
          "Large",
          "LARGE",
          "huge",
          "Huge",
          "small",
          "normalsize",
          "(",
          ")",
          "[",
          "]");

  /** Macros whose argument is words. */
  static final Set<String> TEXTUAL =
      Set.of(
          "text",
          "textbf",
          "textit",
          "textrm",
          "texttt",
          "textsf",
          "textnormal",
          "mbox",
          "hbox",
          "mathrm",
          "operatorname",
          "emph");

  /** Macros that change only the look of their argument. */
  static final Set<String> FONTS =
      Set.of(
          "mathbf",
          "mathit",
          "boldsymbol",
          "bm",
          "mathsf",
          "mathcal",
          "boxed",
          "fbox",
          "underline",
          "bf",
          "rm",
          "it",
          "bfseries");

  /** Other names of the same macro. */
  static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("dfrac", "frac"),
          Map.entry("tfrac", "frac"),
          Map.entry("cfrac", "frac"),
          Map.entry("dbinom", "binom"),
          Map.entry("tbinom", "binom"),
          Map.entry("leq", "le"),
          Map.entry("leqslant", "le"),
          Map.entry("geq", "ge"),
          Map.entry("geqslant", "ge"),
          Map.entry("geqq", "ge"),
          Map.entry("leqq", "le"),
          Map.entry("neq", "ne"),
          Map.entry("simeq", "approx"),
          Map.entry("doteq", "approx"),
          Map.entry("backslash", "setminus"),
          Map.entry("smallsetminus", "setminus"),
          Map.entry("ldots", "dots"),
          Map.entry("cdots", "dots"),
          Map.entry("lnot", "not"),
          Map.entry("euro", "\u20ac"),
          Map.entry("pounds", "\u00a3"),
          Map.entry("textdollar", "$"),
          Map.entry("percent", "%"),
          Map.entry("land", "and"),
          Map.entry("wedge", "and"),
          Map.entry("vee", "or"),
          Map.entry("colon", ":"),
          Map.entry("R", "reals"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("lbrace", "{"),
          Map.entry("rbrace", "}"),
          Map.entry("lvert", "|"),
          Map.entry("rvert", "|"),
          Map.entry("vert", "|"),
          Map.entry("cdot", "*"),
          Map.entry("times", "*"),
          Map.entry("ast", "*"),
          Map.entry("div", "/"),
          Map.entry("degree", "circ"),
          Map.entry("infinity", "infty"),
          Map.entry("lor", "or"),
          Map.entry("arcsin", "asin"),
          Map.entry("arccos", "acos"),
          Map.entry("arctan", "atan"),
          Map.entry("varnothing", "emptyset"));

  /** Holds functions of one argument. */
  public static final Set<String> FUNCTIONS =
      Set.of(
          "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "sinh", "cosh", "tanh",
          "ln", "log", "exp");

  /** Functions and constants that people also write without a backslash. */
  static final Set<String> BARE_WORDS =
      Set.of(
          "sin",
          "cos",
          "tan",
          "cot",
          "sec",
          "csc",
          "arcsin",
          "arccos",
          "arctan",
          "ln",
          "log",
          "sqrt",
          "pi",
          "infty",
          "frac",
          "theta",
          "exp",
          "approx",
          "infinity");

  /** Holds letters that come as macros. */
  public static final Set<String> LETTERS =
      Set.of(
          "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda",
          "mu", "nu", "xi", "rho", "sigma", "tau", "phi", "varphi", "chi", "psi", "omega", "ell");

  /** Unicode signs as LaTeX. */
  static final Map<Character, String> UNICODE =
      Map.ofEntries(
          Map.entry('\u2212', "-"),
          Map.entry('\u2013', "-"),
          Map.entry('\u00d7', "*"),
          Map.entry('\u00b7', "*"),
          Map.entry('\u22c5', "*"),
          Map.entry('\u00f7', "/"),
          Map.entry('\u2264', "\\le "),
          Map.entry('\u2265', "\\ge "),
          Map.entry('\u2260', "\\ne "),
          Map.entry('\u2248', "\\approx "),
          Map.entry('\u211d', "\\reals "),
          Map.entry('\u2205', "\\emptyset "),
          Map.entry('\u2220', "\\angle "),
          Map.entry('\u2032', "'"),
          Map.entry('\u2019', "'"),
          Map.entry('\u2236', ":"),
          Map.entry('\u2044', "/"),
          Map.entry('\u2074', "^4 "),
          Map.entry('\u00bd', "\\frac{1}{2}"),
          Map.entry('\u00bc', "\\frac{1}{4}"),
          Map.entry('\u00be', "\\frac{3}{4}"),
          Map.entry('\u2010', "-"),
          Map.entry('\u2011', "-"),
          Map.entry('\u2014', "-"),
          Map.entry('\u201c', " "),
          Map.entry('\u201d', " "),
          Map.entry('\u2208', "\\in "),
          Map.entry('\u222a', "\\cup "),
          Map.entry('\u221e', "\\infty "),
          Map.entry('\u03c0', "\\pi "),
          Map.entry('\u03b8', "\\theta "),
          Map.entry('\u221a', "\\sqrt "),
          Map.entry('\u00b1', "\\pm "),
          Map.entry('\u00b0', "^\\circ "),
          Map.entry('\u00b2', "^2 "),
          Map.entry('\u00b3', "^3 "),
          Map.entry('\u00a0', " "),
          Map.entry('\u202f', "\\,"),
          Map.entry('\u2009', "\\,"));

  private Notation() {}
}
