package io.shatterproof.compiler.format;

import io.shatterproof.compiler.layout.Gap;
import io.shatterproof.compiler.layout.Group;
import io.shatterproof.compiler.layout.Remark;
import io.shatterproof.compiler.layout.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines written so far, and the rules of what may stand on one line. */
final class Page {
  private final List<Line> lines = new ArrayList<>();
  private @Nullable Group holder;
  private Word.@Nullable Kind lastKind; // null where no word is on the page
  private boolean mustBreak; // behind a remark that ends with its line
  private boolean wantsEmpty;
  private boolean isBehindOpenBrace;

  List<Line> lines() {
    return lines;
  }

  /** The line that is being written. */
  Line line() {
    return lines.get(lines.size() - 1);
  }

  /** Names the group whose lines come next; returns the one before. */
  @Nullable
  Group hold(@Nullable Group next) {
    Group before = holder;
    holder = next;
    return before;
  }

  /** Puts an empty line before the next line, but not behind an opening brace. */
  void wantEmpty() {
    wantsEmpty = true;
  }

  /** Says that a brace was opened whose items have lines of their own. */
  void openBrace() {
    isBehindOpenBrace = true;
  }

  /** Writes a word and the remarks in front of it. */
  void put(Word word, Place place) {
    Gap gap = word.gap();
    boolean isOnNewLine = false;
    for (Remark remark : gap.remarks()) {
      isOnNewLine |= put(remark, place);
    }
    boolean breaks = lines.isEmpty()
        || mustBreak
        || switch (place.line()) {
          case ALWAYS -> !isOnNewLine || gap.linesAfter() > 0;
          case AS_TYPED -> gap.linesAfter() > 0;
          case NEVER -> false;
        };
    if (word.kind() == Word.Kind.END_OF_FILE) {
      return;
    }
    if (breaks) {
      begin(
          place.indent(),
          place.mayFollowEmpty() && gap.linesAfter() > 1 && word.kind() != Word.Kind.CLOSE_BRACE);
    }
    boolean isFirst = line().atoms().isEmpty();
    line().add(new Atom(word.text(), isFirst ? 0 : blanks(word, place.blanks()), false));
    lastKind = word.kind();
  }

  private boolean put(Remark remark, Place place) {
    boolean breaks = lines.isEmpty() || mustBreak || remark.linesBefore() > 0;
    if (breaks) {
      begin(place.ofRemarks(), place.mayFollowEmpty() && remark.linesBefore() > 1);
    }
    int blanks = line().atoms().isEmpty() ? 0 : 1;
    line().add(new Atom(remark.text(), blanks, true));
    mustBreak = remark.style() == Remark.Style.LINE;
    return breaks;
  }

  private void begin(Indent indent, boolean isBehindEmpty) {
    boolean empty = !lines.isEmpty() && !isBehindOpenBrace && (isBehindEmpty || wantsEmpty);
    lines.add(new Line(indent, empty, holder));
    mustBreak = false;
    wantsEmpty = false;
    isBehindOpenBrace = false;
  }

  private int blanks(Word word, int wanted) {
    if (line().atoms().get(line().atoms().size() - 1).isRemark()) {
      return 1;
    }
    boolean isAttached = switch (word.kind()) {
      case COLON, COMMA, CLOSE, OPEN_CALL -> true;
      case PLAIN, ARROW, BAR, EQUALS, OPEN_BRACE, CLOSE_BRACE, OPEN, SIGN, END_OF_FILE -> false;
    };
    return isAttached || isAttaching(lastKind) ? 0 : wanted;
  }

  private static boolean isAttaching(Word.@Nullable Kind kind) {
    return kind == Word.Kind.OPEN || kind == Word.Kind.OPEN_CALL || kind == Word.Kind.SIGN;
  }

  /** Whether a word is written on this line, even if it was typed on the next. */
  boolean keepsOnLine(Word word) {
    boolean isKept = switch (word.kind()) {
      case COLON, COMMA, CLOSE, OPEN_CALL, OPEN_BRACE -> true;
      case PLAIN, ARROW, BAR, EQUALS, CLOSE_BRACE, OPEN, SIGN, END_OF_FILE -> false;
    };
    return isKept || isAttaching(lastKind) || lastKind == Word.Kind.COLON;
  }
}
