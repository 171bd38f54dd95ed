package io.shatterproof.compiler.diagnostic;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A mistake of the user.
 *
 * @param code for ever the same for the same mistake, for example {@code P2M0304}
 * @param span what is wrong
 * @param message lower case, no full stop
 * @param help cures, one line each; may be empty
 * @param replacement what would cure it in place of the span, where that can be guessed
 * @param notes facts that explain it; may be empty
 */
public record Diagnostic(
    String code,
    Severity severity,
    Span span,
    String message,
    List<String> help,
    Optional<String> replacement,
    List<Note> notes) {
  public Diagnostic {
    message = Sentence.of(message);
    help = help.stream().map(Sentence::of).toList();
    notes = List.copyOf(notes);
  }

  /** A mistake without cure or explanation so far. */
  public static Diagnostic of(Code code, Span span, String message) {
    return new Diagnostic(
        code.number(), code.severity(), span, message, List.of(), Optional.empty(), List.of());
  }

  /** This with one more cure; an empty one is left out. */
  public Diagnostic withHelp(String cure) {
    return cure.isEmpty()
        ? this
        : new Diagnostic(code, severity, span, message, appended(help, cure), replacement, notes);
  }

  /** This with the word that was meant by what the span is. */
  public Diagnostic withMeant(String word) {
    return new Diagnostic(code, severity, span, message, help, Optional.of(word), notes)
        .withHelp("did you mean `" + word + "`?");
  }

  /** This with the known word that was meant, or with all of them if they are few. */
  public Diagnostic withMeant(String word, Collection<String> known) {
    return Spelling.nearest(word, known)
        .map(this::withMeant)
        .orElseGet(() -> withHelp(Spelling.list(known)));
  }

  /** This with one more explanation. */
  public Diagnostic withNote(String fact) {
    return withNote(Note.of(fact));
  }

  /** This with one more explanation, which ends with a place. */
  public Diagnostic withNote(String fact, Span where) {
    return withNote(Note.at(fact, where));
  }

  /** This with one more explanation. */
  public Diagnostic withNote(Note note) {
    return new Diagnostic(code, severity, span, message, help, replacement, appended(notes, note));
  }

  /** This as an error, with the reason; an error stays what it is. */
  public Diagnostic raised(String why) {
    return isError()
        ? this
        : new Diagnostic(code, Severity.ERROR, span, message, help, replacement, notes)
            .withNote(why);
  }

  private static <T> List<T> appended(List<T> lines, T line) {
    List<T> more = new ArrayList<>(lines);
    more.add(line);
    return more;
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The first line of {@link #render}: {@code file:line:column: error[P2M0304]: message}. */
  @Override
  public String toString() {
    return VisibleText.of(span.toString()) + ": " + severity.word() + "[" + code + "]: " + message;
  }

  /** The message, the source line with a caret below it, help and notes; ends with a line end. */
  public String render() {
    StringBuilder out = new StringBuilder(toString()).append('\n');
    Excerpt.of(span).appendTo(out);
    help.forEach(line -> out.append("   help: ").append(line).append('\n'));
    notes.forEach(note -> out.append("   note: ").append(note.text()).append('\n'));
    return out.toString();
  }
}
