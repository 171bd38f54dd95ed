package io.shatterproof.compiler.backend.junit;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Makes Java names of titles, each different from those given out before. Not thread-safe. */
final class JavaNames {
  private static final int LONGEST = 80;

  private final Set<String> taken = new HashSet<>();

  /** Names that must not be given out. */
  void reserve(Set<String> names) {
    names.forEach(name -> taken.add(key(name)));
  }

  /** A name like {@code replacePageInsideABlock}; {@code fallback} where the text has no letter. */
  String method(String text, String fallback) {
    return method(text, fallback, "");
  }

  /** The same with a suffix. */
  String method(String text, String fallback, String suffix) {
    return unique(stem(text, fallback) + suffix, "");
  }

  /** Names that can be no two methods for the same reason are equal here. */
  static String methodKey(String text, String fallback) {
    return key(stem(text, fallback));
  }

  private static String stem(String text, String fallback) {
    String words = words(text);
    String name = words.isEmpty() ? fallback : lowerFirst(words);
    return Character.isDigit(name.charAt(0)) ? fallback + words : name;
  }

  /** A name like {@code ReplacePageTest}. */
  String testClass(String text) {
    String words = words(text);
    String name = words.isEmpty() || Character.isDigit(words.charAt(0)) ? "P2m" + words : words;
    return unique(name, "Test");
  }

  /** A name like {@code ARM_SERVER}. */
  String constant(String text) {
    String name = text.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    boolean plain = !name.isEmpty() && Character.isLetter(name.charAt(0));
    return unique(plain ? name : "CONSTANT" + name, "");
  }

  /** A class name like {@code ReplacePagePart}. */
  String partOf(String method) {
    return unique(words(method) + "Part", "");
  }

  private String unique(String stem, String suffix) {
    String name = stem + suffix;
    for (int number = 2; isUnusable(name); number++) {
      name = stem + number + suffix;
    }
    taken.add(key(name));
    return name;
  }

  private boolean isUnusable(String name) {
    return taken.contains(key(name)) || !SourceVersion.isName(name, SourceVersion.RELEASE_17);
  }

  /** Names that differ in case only would share a file on some systems. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The ASCII letters and digits, each run beginning with a capital. */
  private static String words(String text) {
    StringBuilder words = new StringBuilder();
    boolean begins = true;
    for (int i = 0; i < text.length() && words.length() < LONGEST; i++) {
      char c = text.charAt(i);
      boolean usable = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (usable) {
        words.append(begins && c >= 'a' ? (char) (c - 'a' + 'A') : c);
      }
      begins = !usable;
    }
    return words.toString();
  }

  private static String lowerFirst(String words) {
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }
}
