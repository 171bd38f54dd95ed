package io.shatterproof.vector.json;

import java.util.Optional;
import java.util.regex.Pattern;

/** The path of a vector file inside a folder or jar, the same on every system and harmless on all. */
public final class SetPath {
  /** What names of vector files end with, before that of a compression. */
  public static final String EXTENSION = ".p2mv";

  private static final Pattern NAME = Pattern.compile(".+\\.p2mv(\\.[a-z0-9]{1,8})?");
  private static final int LONGEST = 1000;

  private SetPath() {}

  /** Whether a name is that of a vector file, plain or compressed. */
  public static boolean isOfSet(String path) {
    return NAME.matcher(path).matches();
  }

  /** What keeps a path from being one, as the end of a sentence; empty for a good one. */
  public static Optional<String> obstacle(String path) {
    if (path.length() > LONGEST) {
      return Optional.of("is longer than " + LONGEST + " characters");
    } else if (path.startsWith("/")) {
      return Optional.of("is absolute");
    } else if (path.indexOf('\\') >= 0) {
      return Optional.of("has a backslash");
    } else if (path.indexOf(':') >= 0) {
      return Optional.of("has a colon, as of a drive");
    } else if (path.codePoints().anyMatch(SetPath::isInvisible)) {
      return Optional.of("has a character that nobody sees");
    }
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        return Optional.of("leads out by `..`");
      } else if (name.isEmpty() || name.endsWith(".") || name.endsWith(" ")) {
        return Optional.of("has an empty name, or one that ends with a dot or space");
      }
    }
    return isOfSet(path) ? Optional.empty() : Optional.of("is none of a vector file, *.p2mv");
  }

  private static boolean isInvisible(int codePoint) {
    return Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.FORMAT
        || Character.getType(codePoint) == Character.SURROGATE
        || Character.getType(codePoint) == Character.LINE_SEPARATOR
        || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
  }
}
