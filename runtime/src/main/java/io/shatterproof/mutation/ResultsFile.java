package io.shatterproof.mutation;

import io.shatterproof.vector.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form in which what is known goes from one run to the next, or from a shard to who puts
 * them together: a line for the tool that made it, then one for each encounter, sorted, with tabs
 * between its parts.
 */
public final class ResultsFile {
  private static final String FIRST_LINE = "shatterproof mutation results 1 ";
  private static final int PARTS = 6;
  private static final Pattern PLACE = Pattern.compile("(.+):([0-9]{1,9}):([0-9]{1,9})");

  private ResultsFile() {}

  /** A file that this is not; the message says where and why. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /**
   * The file.
   *
   * @param tool what tells this tool from every other, see {@link ToolDigest}
   */
  public static byte[] write(Encounters encounters, String tool) {
    StringBuilder text = new StringBuilder(FIRST_LINE).append(tool).append('\n');
    for (Map.Entry<Encounters.Key, Encounter> entry : encounters.entries()) {
      Encounters.Key key = entry.getKey();
      Encounter encounter = entry.getValue();
      String line = String.join(
          "\t",
          escaped(key.fault()),
          escaped(key.profile()),
          key.vector(),
          encounter.effect().name(),
          escaped(encounter.shown()),
          escaped(encounter.origin().map(Origin::toString).orElse("")));
      text.append(line).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file.
   *
   * @return nothing if another tool made it, whose results need not be those of this one
   * @throws MalformedException if it is no such file
   */
  public static Optional<Encounters> read(byte[] bytes, String tool) throws MalformedException {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty() || !lines.get(0).startsWith(FIRST_LINE)) {
      throw new MalformedException("line 1: this is no file of results of a mutation run");
    }
    if (!lines.get(0).equals(FIRST_LINE + tool)) {
      return Optional.empty();
    }
    if (bytes[bytes.length - 1] != '\n') {
      throw new MalformedException("line " + lines.size() + ": the end of the line is missing");
    }
    Encounters encounters = new Encounters();
    for (int i = 1; i < lines.size(); i++) {
      readLine(lines.get(i), i + 1, encounters);
    }
    return Optional.of(encounters);
  }

  private static void readLine(String line, int number, Encounters encounters)
      throws MalformedException {
    String[] parts = line.split("\t", -1);
    if (parts.length != PARTS) {
      throw new MalformedException(
          "line " + number + ": " + parts.length + " parts between tabs instead of " + PARTS);
    }
    Encounter.Effect effect = effect(parts[3], number);
    Optional<Origin> origin =
        parts[5].isEmpty() ? Optional.empty() : Optional.of(place(unescaped(parts[5]), number));
    if (effect == Encounter.Effect.KILLED && origin.isEmpty()) {
      throw new MalformedException("line " + number + ": a kill without a place");
    }
    encounters.put(
        new Encounters.Key(unescaped(parts[0]), unescaped(parts[1]), parts[2]),
        new Encounter(effect, origin, unescaped(parts[4])));
  }

  private static Encounter.Effect effect(String word, int number) throws MalformedException {
    for (Encounter.Effect effect : Encounter.Effect.values()) {
      if (effect.name().equals(word)) {
        return effect;
      }
    }
    throw new MalformedException("line " + number + ": there is no result '" + word + "'");
  }

  private static Origin place(String text, int number) throws MalformedException {
    Matcher matcher = PLACE.matcher(text);
    if (!matcher.matches()) {
      throw new MalformedException("line " + number + ": '" + text + "' is no place in a file");
    }
    return new Origin(
        matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String unescaped(String text) {
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      boolean isEscape = text.charAt(at) == '\\' && at + 1 < text.length();
      result.append(isEscape ? meant(text.charAt(at + 1)) : text.charAt(at));
      at += isEscape ? 2 : 1;
    }
    return result.toString();
  }

  private static char meant(char escaped) {
    return switch (escaped) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> escaped;
    };
  }
}
