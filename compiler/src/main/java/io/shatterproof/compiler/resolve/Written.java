package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.source.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a file as text of one line: without comments, however it is spaced. */
final class Written {
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("(\"(?:[^\"\\\\\\n]|\\\\.)*+\")|(?:\\s|//[^\\n]*+|/\\*(?s:.*?)\\*/)++");

  private Written() {}

  static String of(Span span) {
    String text = span.text();
    if (text.chars().noneMatch(c -> c <= ' ' || c == '/')) {
      return text;
    }
    return BETWEEN_WORDS
        .matcher(text)
        .replaceAll(
            match -> match.group(1) == null ? " " : Matcher.quoteReplacement(match.group(1)));
  }
}
