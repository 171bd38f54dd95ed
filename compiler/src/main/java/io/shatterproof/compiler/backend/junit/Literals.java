package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.CodeBlock;
import io.shatterproof.vector.Origin;
import java.util.ArrayList;
import java.util.List;

/** Java literals that mean exactly the value, whatever it contains. */
final class Literals {
  /** Pieces of this many characters stay below 65535 bytes in a class file. */
  private static final int LONGEST_PIECE = 10_000;

  private static final int LONGEST_NAME = 500;

  private Literals() {}

  /** A {@code long} in hexadecimal, grouped by four digits, with suffix. */
  static String hex(long value) {
    String digits = Long.toHexString(value);
    StringBuilder grouped = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 4 == 0) {
        grouped.append('_');
      }
      grouped.append(digits.charAt(i));
    }
    return "0x" + grouped + "L";
  }

  /** A {@code long} in decimal, with suffix. */
  static String decimal(long value) {
    return value + "L";
  }

  /** An expression for a string; pure ASCII, and safe from every escape of the language. */
  static CodeBlock string(String text) {
    if (text.length() <= LONGEST_PIECE) {
      return CodeBlock.of("$L", quoted(text));
    }
    List<CodeBlock> pieces = new ArrayList<>();
    for (int from = 0; from < text.length(); from += LONGEST_PIECE) {
      int to = Math.min(text.length(), from + LONGEST_PIECE);
      pieces.add(CodeBlock.of("$L", quoted(text.substring(from, to))));
    }
    // Not a constant expression, which javac would fold into one string that is too long.
    return CodeBlock.of("$T.join($S, $L)", String.class, "", CodeBlock.join(pieces, ",\n"));
  }

  /** The call that says where a statement stands, in this file if it names no other. */
  static CodeBlock at(Origin origin, String file) {
    return origin.file().equals(file)
        ? CodeBlock.of(".at($L, $L)", origin.line(), origin.column())
        : CodeBlock.of(".at($L, $L, $L)", string(origin.file()), origin.line(), origin.column());
  }

  /** A string constant for an annotation; the end of a very long text is left out. */
  static CodeBlock name(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST_NAME) {
      return CodeBlock.of("$L", quoted(text.isBlank() ? "(no title)" : text));
    }
    return CodeBlock.of(
        "$L", quoted(text.substring(0, text.offsetByCodePoints(0, LONGEST_NAME)) + "..."));
  }

  /** Text of a Javadoc comment that can neither end it nor be taken for markup. */
  static String javadoc(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c == '\n' || (c >= ' ' && c < 0x7f && "\\*@<>&{}".indexOf(c) < 0);
      if (plain) {
        safe.append(c);
      } else if (Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
        safe.append("&#").append(text.codePointAt(i)).append(';');
        i++;
      } else if (Character.isSurrogate(c) || Character.isISOControl(c)) {
        safe.append('?');
      } else {
        safe.append("&#").append((int) c).append(';');
      }
    }
    return safe.toString();
  }

  private static String quoted(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> literal.append("\\\"");
        case '\\' -> literal.append("\\\\");
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            literal.append(c);
          } else if (Character.isISOControl(c)) {
            literal.append(String.format("\\%03o", (int) c));
          } else {
            literal.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    return literal.append('"').toString();
  }
}
