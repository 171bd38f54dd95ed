package io.shatterproof.compiler.diagnostic;

import io.shatterproof.compiler.source.Span;
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
    help = List.copyOf(help);
    notes = List.copyOf(notes);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The first line of {@link #render}: {@code file:line:column: error[P2M0304]: message}. */
  @Override
  public String toString() {
    return span + ": " + severity.word() + "[" + code + "]: " + message;
  }

  /** The message, the source line with a caret below it, help and notes; ends with a line end. */
  public String render() {
    return this + "\n";
  }
}
