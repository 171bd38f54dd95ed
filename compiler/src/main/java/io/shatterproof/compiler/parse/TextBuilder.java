package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.TextSyntax;
import io.shatterproof.compiler.syntax.TextSyntax.Interpolated;
import io.shatterproof.compiler.syntax.TextSyntax.Literal;
import io.shatterproof.compiler.syntax.TextSyntax.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves the escapes and braces of one string. */
final class TextBuilder {
  private static final Pattern UNICODE = Pattern.compile("\\\\u\\{([0-9A-Fa-f]{1,6})}");
  private static final Pattern NAME = Pattern.compile("\\{([A-Za-z_][0-9A-Za-z_]*)}");

  private final Span span;
  private final Diagnostics diagnostics;
  private final StringBuilder asWritten = new StringBuilder();
  private final StringBuilder literal = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>();

  private TextBuilder(Span span, Diagnostics diagnostics) {
    this.span = span;
    this.diagnostics = diagnostics;
  }

  /** Builds the string that stands there, quotes included. */
  static TextSyntax build(Span span, Diagnostics diagnostics) {
    return new TextBuilder(span, diagnostics).build();
  }

  private TextSyntax build() {
    String text = span.file().text();
    int at = span.start() + 1;
    while (at < span.end() - 1) {
      at += switch (text.charAt(at)) {
        case '\\' -> escape(at);
        case '{' -> openBrace(at);
        case '}' -> closeBrace(at);
        default -> plain(text.charAt(at), 1);
      };
    }
    endLiteral();
    return new TextSyntax(span, asWritten.toString(), pieces);
  }

  private int plain(char character, int length) {
    asWritten.append(character);
    literal.append(character);
    return length;
  }

  private int escape(int at) {
    String text = span.file().text();
    char escaped = text.charAt(at + 1);
    if (escaped == '"' || escaped == '\\') {
      return plain(escaped, 2);
    }
    Matcher unicode = UNICODE.matcher(text).region(at, span.end());
    if (unicode.lookingAt()) {
      int codePoint = Integer.parseInt(unicode.group(1), 16);
      if (Character.isValidCodePoint(codePoint)
          && Character.getType(codePoint) != Character.SURROGATE) {
        asWritten.appendCodePoint(codePoint);
        literal.appendCodePoint(codePoint);
      } else {
        problem(Code.MALFORMED_ESCAPE, at, unicode.end(), "there is no such character", "");
      }
      return unicode.end() - at;
    }
    int end = escaped == 'u' && text.charAt(at + 2) == '{'
        ? endOfBraces(at + 2)
        : at + 1 + Character.charCount(text.codePointAt(at + 1));
    problem(
        Code.MALFORMED_ESCAPE,
        at,
        end,
        "unknown escape",
        "the escapes are `\\\"`, `\\\\` and `\\u{...}` with up to six hexadecimal digits");
    return end - at;
  }

  private int openBrace(int at) {
    SourceFile file = span.file();
    if (file.text().startsWith("{{", at)) {
      asWritten.append('{');
      return plain('{', 2);
    }
    Matcher name = NAME.matcher(file.text()).region(at, span.end());
    if (!name.lookingAt()) {
      int end = endOfBraces(at);
      problem(
          Code.MALFORMED_INTERPOLATION,
          at,
          end,
          "expected a name and `}` behind `{`",
          "write `{{` for a brace");
      return end - at;
    }
    endLiteral();
    asWritten.append(name.group());
    pieces.add(new Interpolated(
        new NameSyntax(name.group(1), new Span(file, name.start(1), name.end(1)))));
    return name.end() - at;
  }

  /** Behind the closing brace, or behind the opening one where there is none. */
  private int endOfBraces(int open) {
    int close = span.file().text().indexOf('}', open);
    return close >= 0 && close < span.end() - 1 ? close + 1 : open + 1;
  }

  private int closeBrace(int at) {
    if (span.file().text().startsWith("}}", at)) {
      asWritten.append('}');
      return plain('}', 2);
    }
    problem(
        Code.MALFORMED_INTERPOLATION,
        at,
        at + 1,
        "no `{` before this `}`",
        "write `}}` for a brace");
    return plain('}', 1);
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      pieces.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private void problem(Code code, int start, int end, String message, String help) {
    diagnostics.report(
        Diagnostic.of(code, new Span(span.file(), start, end), message).withHelp(help));
  }
}
