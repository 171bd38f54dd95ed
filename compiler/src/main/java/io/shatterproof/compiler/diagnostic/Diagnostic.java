package io.shatterproof.compiler.diagnostic;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.List;

/**
 * A mistake of the user.
 *
 * @param code for ever the same for the same mistake, for example {@code P2M0304}
 * @param span what is wrong
 * @param message lower case, no full stop
 * @param help cures, one line each; may be empty
 * @param notes facts that explain it, one line each; may be empty
 */
public record Diagnostic(
    String code,
    Severity severity,
    Span span,
    String message,
    List<String> help,
    List<String> notes) {
  public Diagnostic {
    message = VisibleText.of(message);
    help = help.stream().map(VisibleText::of).toList();
    notes = notes.stream().map(VisibleText::of).toList();
  }

  /** A mistake without cure or explanation so far. */
  public static Diagnostic of(Code code, Span span, String message) {
    return new Diagnostic(code.number(), code.severity(), span, message, List.of(), List.of());
  }

  /** This with one more cure; an empty one is left out. */
  public Diagnostic withHelp(String cure) {
    return cure.isEmpty()
        ? this
        : new Diagnostic(code, severity, span, message, appended(help, cure), notes);
  }

  /** This with one more explanation. */
  public Diagnostic withNote(String fact) {
    return new Diagnostic(code, severity, span, message, help, appended(notes, fact));
  }

  private static List<String> appended(List<String> lines, String line) {
    List<String> more = new ArrayList<>(lines);
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
    notes.forEach(line -> out.append("   note: ").append(line).append('\n'));
    return out.toString();
  }
}
