package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.diagnostic.Spelling;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.grammar.P2mLexer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Says in the user's words that a token cannot stand where it stands. */
final class Complaints {
  private static final int MOST_LISTED = 6;
  private static final IntervalSet OPERATORS =
      new IntervalSet(P2mLexer.SHIFT, P2mLexer.PLUS, P2mLexer.MINUS, P2mLexer.STAR);

  private static final List<String> MEANT =
      Words.spellings(Words.STATEMENTS.or(Words.PATTERNS).or(Words.PARTS).or(Words.CONTINUATIONS));

  private static final Set<String> SIZES = Set.of("K", "M", "G", "T");

  private static final String REACHED = "an access that reaches memory meets `ok` and the address";

  private static final List<String> GENERATORS =
      Words.spellings(new IntervalSet(P2mLexer.PAIRWISE, P2mLexer.SAMPLE));

  private static final List<String> BEFORE_ACCESS =
      Words.spellings(new IntervalSet(P2mLexer.DEFAULT));

  private static final List<String> BEHIND_MONITOR =
      Words.spellings(new IntervalSet(P2mLexer.PAUSED, P2mLexer.RUNNING));

  private final TokenList tokens;
  private final Diagnostics diagnostics;
  private final Set<String> reservedNames = new HashSet<>();

  private static final IntervalSet STRINGS = IntervalSet.of(P2mLexer.STRING);

  Complaints(TokenList tokens, Diagnostics diagnostics) {
    this.tokens = tokens;
    this.diagnostics = diagnostics;
  }

  /** Says that a version to come will understand this. */
  void notSupportedYet(Token token, String what) {
    diagnostics.report(Diagnostic.of(
        Code.NOT_SUPPORTED_YET, tokens.span(token), what + " is planned for language 2"));
  }

  /** Says that a brace is missing before a token. */
  void missing(String brace, Token before, Optional<Token> opening) {
    if (isBehindWhatWasRead(before)) {
      return;
    }
    Diagnostic diagnostic = Diagnostic.of(
        Code.BRACE_NOT_CLOSED,
        tokens.span(before),
        "expected `" + brace + "` before " + described(before));
    diagnostics.report(opening
        .map(open -> diagnostic.withNote("opened at", tokens.span(open)))
        .orElse(diagnostic));
  }

  /**
   * Says what is wrong with a token.
   *
   * @param possible what could stand there
   * @param phrase what is expected there in one phrase, or empty to list what could stand there
   * @return the token before, if that is the wrong one, and not this
   */
  Optional<Token> unexpected(Surroundings place, IntervalSet possible, String phrase) {
    Token token = place.token();
    Token previous = place.previous();
    if (isBehindWhatWasRead(token) || isUnreadable(token)) {
      return Optional.empty();
    }
    if (diagnostics.isFull()) {
      diagnostics.drop(true);
      return Optional.empty();
    }
    if (Words.isOfLaterVersion(token.getText())) {
      notSupportedYet(token, "`" + token.getText() + "`");
      return Optional.empty();
    }
    boolean isSight = possible.contains(P2mLexer.SEES) && !possible.contains(P2mLexer.WORD);
    boolean isBehindSees = isSight && previous.getType() == P2mLexer.SEES;
    boolean isBehindNever = isSight && previous.getType() == P2mLexer.NEVER;
    IntervalSet expected = isBehindSees
        ? Words.BEHIND_SEES
        : isBehindNever ? Words.OUTCOMES : withParameters(possible, previous);
    String what = isBehindSees ? "" : isBehindNever ? "an outcome" : phrase;
    if (expected.contains(P2mLexer.STORE) && isNoLabel(token, place.next())) {
      return Optional.empty();
    }
    Optional<Diagnostic> blamed =
        blameLabel(place).or(() -> blameBar(place, expected)).or(() -> blamePrevious(place));
    if (blamed.isPresent()) {
      diagnostics.report(blamed.get());
      return Optional.of(previous);
    }
    boolean isReservedName = expected.contains(P2mLexer.WORD) && Words.isReserved(token.getType());
    if (isReservedName && isDeclared(place)) {
      reservedNames.add(token.getText());
    } else if (isReservedName && reservedNames.contains(token.getText())) {
      return Optional.empty(); // told where it was declared
    }
    String expectation = what.isEmpty() ? described(expected) : what;
    Diagnostic diagnostic = Diagnostic.of(
        Code.UNEXPECTED,
        tokens.span(token),
        "expected " + expectation + ", found " + described(token));
    diagnostic = helped(diagnostic, place, expected);
    diagnostics.report(
        isReservedName
            ? diagnostic.withNote("`" + token.getText() + "` is a reserved word")
            : diagnostic);
    return Optional.empty();
  }

  /** What can stand there; the first of several names may be missing. */
  private static IntervalSet withParameters(IntervalSet possible, Token previous) {
    boolean isEmptyList = possible.size() == 1
        && possible.contains(P2mLexer.CLOSE_PAREN)
        && previous.getType() == P2mLexer.OPEN_PAREN;
    return isEmptyList ? possible.or(IntervalSet.of(P2mLexer.WORD)) : possible;
  }

  /** Whether a name stands there that is used elsewhere. */
  private static boolean isDeclared(Surroundings place) {
    int previous = place.previous().getType();
    int next = place.next().getType();
    return Words.NAMED.contains(previous)
        || next == P2mLexer.IN
        || (previous == P2mLexer.BAR && next == P2mLexer.BAR)
        || ((previous == P2mLexer.OPEN_PAREN || previous == P2mLexer.COMMA)
            && (next == P2mLexer.CLOSE_PAREN || next == P2mLexer.COMMA));
  }

  /** Whether the token is a reserved word that was told to be no name. */
  boolean isToldToBeNoName(Token token) {
    return reservedNames.contains(token.getText());
  }

  /** With a cure: a phrase where there is one, or else the nearest word. */
  private static Diagnostic helped(
      Diagnostic diagnostic, Surroundings place, IntervalSet expected) {
    String phrase = phrase(place, expected);
    Token token = place.token();
    if (!phrase.isEmpty() || !Words.isWord(token.getText())) {
      return diagnostic.withHelp(phrase);
    }
    boolean isEnd = expected.size() == 1 && expected.contains(P2mLexer.CLOSE_BRACE);
    IntervalSet meant =
        expected.or(Words.CONTINUATIONS).or(isEnd ? Words.BEHIND_VALUES : new IntervalSet());
    meant.remove(token.getType());
    boolean isName = Words.isReserved(token.getType()) && isDeclared(place);
    Optional<String> nearest = Spelling.nearest(token.getText(), Words.spellings(meant))
        .filter(near -> !isName && isMeant(token, near));
    boolean isLabel = expected.contains(P2mLexer.STORE)
        && token.getType() == P2mLexer.WORD
        && Words.STATEMENTS.contains(place.next().getType())
        && place.next().getLine() == token.getLine();
    return nearest
        .map(diagnostic::withMeant)
        .orElseGet(() -> diagnostic.withHelp(
            isLabel
                ? "a label ends with `:`"
                : place.previous().getType() == P2mLexer.ARROW ? REACHED : ""));
  }

  /**
   * Whether that may be meant by a word: one letter is near to many words, and a short word of the
   * language is misspelt only if its letters are swapped.
   */
  private static boolean isMeant(Token token, String near) {
    String word = token.getText();
    boolean isShort = word.length() <= 3 && Words.isReserved(token.getType());
    return word.length() > 1
        && (!isShort
            || Arrays.equals(
                near.chars().sorted().toArray(), word.chars().sorted().toArray()));
  }

  private static String phrase(Surroundings place, IntervalSet expected) {
    Token token = place.token();
    Token previous = place.previous();
    if (expected.equals(STRINGS) && token.getType() == P2mLexer.WORD) {
      return "a string stands between `\"` and `\"`";
    }
    if (token.getType() == P2mLexer.WITH && previous.getType() == P2mLexer.FAIL) {
      return "say `fails with`";
    }
    if (previous.getType() == P2mLexer.INTEGER && SIZES.contains(token.getText())) {
      return "a size is one word: `" + previous.getText() + token.getText() + "`";
    }
    if (previous.getType() == P2mLexer.ARROW && token.getType() == P2mLexer.INTEGER) {
      return REACHED;
    }
    if (expected.contains(P2mLexer.BAR) && OPERATORS.contains(token.getType())) {
      return "in a table an expression needs parentheses";
    }
    if (expected.size() == 1
        && expected.contains(P2mLexer.CLOSE_BRACE)
        && OPERATORS.contains(token.getType())) {
      return "here an expression needs parentheses";
    }
    if (expected.contains(P2mLexer.BAR) && token.getLine() > previous.getLine()) {
      return "end every row with `|`";
    }
    if (token.getType() == P2mLexer.MINUS && previous.getType() == P2mLexer.RETURNS) {
      return "an error is claimed by its name, such as `fails with ENOMEM`";
    }
    if (expected.equals(Resumption.DECLARATIONS)) {
      return Words.PARTS.contains(token.getType()) || token.getType() == P2mLexer.CLOSE_BRACE
          ? "one `}` too many stands here or above"
          : Words.STATEMENTS.contains(token.getType())
              ? "put it into `given`, `when` or `then` of a scenario"
              : "";
    }
    if (token.getType() == P2mLexer.COMMA && expected.contains(P2mLexer.CLOSE_BRACE)) {
      return "no comma stands between statements";
    }
    if (token.getType() == P2mLexer.ARROW
        && expected.contains(P2mLexer.SEES)
        && !expected.contains(P2mLexer.WORD)) {
      return "say `sees only { ... }`";
    }
    if (previous.getType() == P2mLexer.MONITOR
        && previous.getLine() == token.getLine()
        && token.getType() == P2mLexer.WORD
        && Spelling.nearest(token.getText(), BEHIND_MONITOR).isEmpty()) {
      return "behind `monitor` stands `paused` or `running`, or nothing";
    }
    return expected.contains(P2mLexer.STORE) ? helpInBlock(place) : "";
  }

  /** For words that stand behind something else, where a statement could stand. */
  private static String helpInBlock(Surroundings place) {
    int type = place.token().getType();
    if (place.secondPrevious().getType() == P2mLexer.OK && type == P2mLexer.LEVEL) {
      return "say `ok " + place.previous().getText() + " { level n }`";
    }
    if (type == P2mLexer.SEES || type == P2mLexer.BEFORE || type == P2mLexer.AFTER) {
      return "what is seen is said in `meanwhile { ... }`";
    }
    return switch (type) {
      case P2mLexer.EQUALS, P2mLexer.OK -> "what an access meets stands behind `->`";
      case P2mLexer.OR -> "several outcomes stand in `one of { ... }`";
      case P2mLexer.EVENTS -> "say `live events` or `all events`";
      case P2mLexer.AND -> "close the steps before `and` with `}`";
      case P2mLexer.NEVER -> "what is never seen is said in `meanwhile { ... }`";
      case P2mLexer.HELD -> "say `held by pe` and a number, before `times`";
      case P2mLexer.SAME -> "say `same contents` behind what is stored";
      case P2mLexer.AT -> "`at` stands before `held by` and `times`";
      default -> "";
    };
  }

  /**
   * A word that was taken for a name at the end of the statement before, and is a label; or one that
   * was taken for a label in a stretch.
   */
  private Optional<Diagnostic> blameLabel(Surroundings place) {
    Token previous = place.previous();
    int before = place.secondPrevious().getType();
    boolean isBeforeColon =
        place.token().getType() == P2mLexer.COLON && Words.isWord(previous.getText());
    if (isBeforeColon
        && (Words.isReserved(previous.getType()) || Words.NO_LABELS.contains(previous.getType()))) {
      return Optional.of(Diagnostic.of(
              Code.UNEXPECTED,
              tokens.span(previous),
              "`" + previous.getText() + "` cannot be a label")
          .withHelp(noLabelHelp(previous)));
    }
    if (isBeforeColon) {
      return Optional.of(Diagnostic.of(
              Code.UNEXPECTED,
              tokens.span(previous),
              "unexpected label `" + previous.getText() + "`")
          .withHelp("the statement before it lacks something"));
    }
    boolean isSight = previous.getType() == P2mLexer.SEES || previous.getType() == P2mLexer.NEVER;
    boolean isInStretch =
        before != P2mLexer.SEES && before != P2mLexer.NEVER && Words.SIGHTS.contains(before);
    return isSight && isInStretch
        ? Optional.of(Diagnostic.of(
            Code.UNEXPECTED,
            tokens.span(previous),
            "expected a label, found `" + previous.getText() + "`"))
        : Optional.empty();
  }

  /** A bar behind the last of its row, or one with nothing before the next. */
  private Optional<Diagnostic> blameBar(Surroundings place, IntervalSet expected) {
    Token previous = place.previous();
    boolean isNoCell = previous.getType() == P2mLexer.BAR
        && expected.contains(P2mLexer.INTEGER)
        && (place.token().getType() == P2mLexer.BAR
            || (Words.isReserved(place.token().getType())
                && place.next().getType() != P2mLexer.BAR));
    if (!isNoCell) {
      return Optional.empty();
    }
    boolean isLast = place.token().getLine() > previous.getLine();
    return Optional.of(Diagnostic.of(
            Code.UNEXPECTED,
            tokens.span(previous),
            isLast ? "expected the end of the row, found `|`" : "expected a cell behind this `|`")
        .withHelp(
            isLast ? "leave out one `|`" : "a row begins with one `|`, and no cell is empty"));
  }

  private boolean isNoLabel(Token token, Token next) {
    if (!Words.NO_LABELS.contains(token.getType()) || next.getType() != P2mLexer.COLON) {
      return false;
    }
    diagnostics.report(Diagnostic.of(
            Code.UNEXPECTED, tokens.span(token), "`" + token.getText() + "` cannot be a label")
        .withHelp(noLabelHelp(token)));
    return true;
  }

  private static String noLabelHelp(Token token) {
    return "it is a word of the language; another name would do: `" + token.getText() + "1:`";
  }

  private boolean isBehindWhatWasRead(Token token) {
    return token.getType() == Token.EOF && !tokens.isWhole();
  }

  private boolean isUnreadable(Token token) {
    Span span = tokens.span(token);
    if (token.getType() == P2mLexer.UNKNOWN) {
      diagnostics.report(
          Diagnostic.of(Code.UNEXPECTED_CHARACTER, span, "unexpected character " + described(token))
              .withHelp(insteadOf(token.getText().codePointAt(0))));
      return true;
    }
    if (token.getType() == P2mLexer.UNTERMINATED_STRING) {
      diagnostics.report(
          Code.STRING_NOT_CLOSED, span, "this string is not closed at the end of its line");
      return true;
    }
    return false;
  }

  /** What is written in the place of a character that other languages use. */
  private static String insteadOf(int codePoint) {
    return switch (codePoint) {
      case '#' -> "a comment begins with `//`";
      case ';' -> "a statement needs no sign at its end";
      case '\'', '\u2018', '\u2019', '\u201c', '\u201d', '\u201e' ->
        "a string stands between `\"` and `\"`";
      default ->
        Character.isSpaceChar(codePoint)
            ? "write a plain space, or a line end"
            : Character.isLetter(codePoint) ? "a name has the letters a to z, digits and `_`" : "";
    };
  }

  /**
   * A misspelt keyword may have been taken for a name at the end of the statement before; then the
   * word behind it surprises.
   */
  private Optional<Diagnostic> blamePrevious(Surroundings place) {
    Token token = place.token();
    Token previous = place.previous();
    Token secondPrevious = place.secondPrevious();
    boolean isNamed = previous.getText().length() == 1 // too short to be near any word
        || secondPrevious.getType() == P2mLexer.OK
        || (Words.isReserved(secondPrevious.getType())
            && secondPrevious.getType() != P2mLexer.TABLE);
    boolean isMisspelt = previous.getLine() == secondPrevious.getLine()
        && token.getType() == P2mLexer.WORD
        && isOperand(place.next().getType())
        && isNearKeyword(token);
    boolean isInPlaceOfDefault = token.getType() == P2mLexer.ACCESS;
    boolean isInPlaceOfGenerator =
        secondPrevious.getType() == P2mLexer.WHERE && previous.getType() == P2mLexer.WORD;
    if (isInPlaceOfGenerator) {
      return blame(previous, GENERATORS);
    }
    if (previous == token
        || isMisspelt
        || previous.getType() != P2mLexer.WORD
        || isNamed
        || !(isInPlaceOfDefault || isOperand(token.getType()))) {
      return Optional.empty();
    }
    return blame(previous, isInPlaceOfDefault ? BEFORE_ACCESS : MEANT);
  }

  private Optional<Diagnostic> blame(Token word, List<String> meant) {
    return Spelling.nearest(word.getText(), meant)
        .map(near -> Diagnostic.of(
                Code.UNEXPECTED, tokens.span(word), "unexpected word `" + word.getText() + "`")
            .withMeant(near));
  }

  private static boolean isNearKeyword(Token token) {
    return Spelling.nearest(token.getText(), MEANT).isPresent();
  }

  private static boolean isOperand(int type) {
    return type == P2mLexer.OPEN_BRACE
        || type == P2mLexer.INTEGER
        || type == P2mLexer.OPEN_PAREN
        || type == P2mLexer.LEVEL
        || type == P2mLexer.WORD
        || (type > P2mLexer.HOLE && type < P2mLexer.ARROW);
  }

  private static String described(Token token) {
    return switch (token.getType()) {
      case Token.EOF -> "the end of the file";
      case P2mLexer.STRING -> "a string";
      case P2mLexer.UNKNOWN -> described(token.getText().codePointAt(0));
      default -> "`" + token.getText() + "`";
    };
  }

  private static String described(int codePoint) {
    String number = String.format("U+%04X", codePoint);
    return codePoint < ' ' ? number : "`" + Character.toString(codePoint) + "` (" + number + ")";
  }

  private static String described(IntervalSet expected) {
    IntervalSet rest = new IntervalSet(expected);
    List<String> phrases = new ArrayList<>();
    if (rest.contains(P2mLexer.WORD)) {
      phrases.add(rest.contains(P2mLexer.INTEGER) ? "an expression" : "a name");
      for (int type = P2mLexer.HOLE + 1; type <= P2mLexer.WORD; type++) {
        rest = withoutNameOrNumber(rest, type);
      }
    } else if (rest.contains(P2mLexer.INTEGER)) {
      phrases.add("a number");
    }
    if (rest.contains(P2mLexer.STRING)) {
      phrases.add("a string");
    }
    if (rest.contains(Token.EOF)) {
      phrases.add("the end of the file");
    }
    List<String> spellings = Words.spellings(withoutOperators(rest));
    if (spellings.size() > MOST_LISTED) {
      return phrases.isEmpty() ? "something else" : joined(phrases);
    }
    spellings.forEach(spelling -> phrases.add("`" + spelling + "`"));
    return phrases.isEmpty() ? "something else" : joined(phrases);
  }

  private static IntervalSet withoutNameOrNumber(IntervalSet types, int type) {
    boolean isPunctuation = type >= P2mLexer.ARROW && type <= P2mLexer.CLOSE_BRACKET;
    boolean opensExpression = type == P2mLexer.OPEN_PAREN && types.contains(P2mLexer.INTEGER);
    if (!isPunctuation || opensExpression) {
      types.remove(type);
    }
    return types;
  }

  private static IntervalSet withoutOperators(IntervalSet types) {
    return types.subtract(OPERATORS);
  }

  private static String joined(List<String> phrases) {
    int last = phrases.size() - 1;
    return last == 0
        ? phrases.get(0)
        : String.join(", ", phrases.subList(0, last)) + " or " + phrases.get(last);
  }
}
