package io.shatterproof.sets;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which tags a vector has, in the words that users of JUnit know: {@code bbm & !(slow | series_17)}.
 * {@code !} binds closer than {@code &}, and that closer than {@code |}; {@code any()} is a vector
 * that has a tag, {@code none()} one that has no tag.
 */
public final class TagExpression implements Predicate<Collection<String>> {
  private static final Set<Character> SIGNS = Set.of('!', '&', '|', '(', ')');

  /** Ends every list of tokens; no tag is empty. */
  private static final String END = "";

  private final String text;
  private final Predicate<Collection<String>> meaning;

  private TagExpression(String text, Predicate<Collection<String>> meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it is none; the message says where and why
   */
  public static TagExpression parse(String text) {
    return new TagExpression(text, new Parser(text).parse());
  }

  @Override
  public boolean test(Collection<String> tags) {
    return meaning.test(tags);
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }

  /** Reads from left to right, one method for each strength of binding. */
  private static final class Parser {
    private final String text;
    private int start; // of the token
    private int end;
    private String token = END;

    Parser(String text) {
      this.text = text;
      next();
    }

    Predicate<Collection<String>> parse() {
      Predicate<Collection<String>> all = either();
      if (!token.equals(END)) {
        throw mistake(token.equals(")") ? "there is no `(` before" : "expected `&` or `|` before");
      }
      return all;
    }

    private Predicate<Collection<String>> either() {
      Predicate<Collection<String>> left = both();
      while (token.equals("|")) {
        next();
        left = left.or(both());
      }
      return left;
    }

    private Predicate<Collection<String>> both() {
      Predicate<Collection<String>> left = one();
      while (token.equals("&")) {
        next();
        left = left.and(one());
      }
      return left;
    }

    private Predicate<Collection<String>> one() {
      if (token.equals("!")) {
        next();
        return one().negate();
      }
      if (token.equals("(")) {
        next();
        Predicate<Collection<String>> inner = either();
        close();
        return inner;
      }
      if (token.equals(END) || isSign(token.charAt(0))) {
        throw mistake("expected a tag before");
      }
      String tag = token;
      next();
      if (!token.equals("(")) {
        return tags -> tags.contains(tag);
      }
      boolean isAny = tag.equals("any");
      if (!isAny && !tag.equals("none")) {
        throw mistake("expected `&` or `|` before");
      }
      next();
      close();
      return tags -> tags.isEmpty() != isAny;
    }

    private void close() {
      if (!token.equals(")")) {
        throw mistake("expected `)` before");
      }
      next();
    }

    private void next() {
      start = end;
      while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      end = start;
      if (start == text.length()) {
        token = END;
        return;
      }
      end++;
      if (!isSign(text.charAt(start))) {
        while (end < text.length() && isOfTag(text.charAt(end))) {
          end++;
        }
      }
      token = text.substring(start, end);
    }

    private static boolean isOfTag(char letter) {
      return !isSign(letter) && !Character.isWhitespace(letter);
    }

    private static boolean isSign(char letter) {
      return SIGNS.contains(letter);
    }

    private IllegalArgumentException mistake(String what) {
      String before = token.equals(END) ? "the end" : "`" + token + "` at character " + (start + 1);
      return new IllegalArgumentException(what + " " + before);
    }
  }
}
