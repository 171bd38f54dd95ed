package io.shatterproof.results;

import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;
import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Failures of an implementation that are known: a line for each, with the id of the vector, perhaps a
 * profile, the result, and where more is told. A line that begins with {@code #} is a comment.
 */
public final class KnownFailureList {
  /** A list without entries. */
  public static final KnownFailureList EMPTY = new KnownFailureList(Map.of());

  private static final Pattern LINE = Pattern.compile(
      "(?<id>[0-9a-f]{16})(?:[ \\t]+\\[(?<profile>[^\\]]*)\\])?[ \\t]+(?<result>[a-z-]+)[ \\t]+(?<why>.*)");

  private final Map<Key, Entry> entries;

  private record Key(String id, String profile) {}

  /**
   * A known failure.
   *
   * @param line in the file, from 1
   * @param profile as which the vector fails; absent for every one
   * @param verdict with which it fails: another one is another failure
   * @param reference where more is told, for a person
   */
  public record Entry(
      int line, String id, Optional<String> profile, Verdict verdict, String reference) {
    /** The entry without its reference. */
    @Override
    public String toString() {
      return id + profile.map(name -> " [" + name + "]").orElse("") + " " + verdict.word();
    }
  }

  /** Lines that are none; the message has a line for each. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(List<String> messages) {
      super(String.join("\n", messages));
    }
  }

  private KnownFailureList(Map<Key, Entry> entries) {
    this.entries = entries;
  }

  /**
   * Reads a list.
   *
   * @param file its name for messages
   */
  public static KnownFailureList parse(String text, String file) throws MalformedException {
    Map<Key, Entry> entries = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\r?\n", -1)) {
      number++;
      String told = line.strip();
      if (told.isEmpty() || told.startsWith("#")) {
        continue;
      }
      String place = VisibleText.of(file) + ":" + number + ":1: error: ";
      Matcher matcher = LINE.matcher(told);
      Optional<Verdict> verdict =
          matcher.matches() ? Verdict.parse(matcher.group("result")) : Optional.empty();
      if (verdict.isEmpty() || !verdict.get().isFailure()) {
        wrong.add(
            place + "this is no known failure\n   help: write ID RESULT REFERENCE or ID"
                + " [PROFILE] RESULT REFERENCE, where RESULT is disagree, could-not-judge, crash or timeout");
        continue;
      }
      Entry entry = new Entry(
          number,
          matcher.group("id"),
          Optional.ofNullable(matcher.group("profile")),
          verdict.get(),
          matcher.group("why").strip());
      Entry before = entries.putIfAbsent(new Key(entry.id(), entry.profile().orElse("")), entry);
      if (before != null) {
        wrong.add(place + "the vector " + entry.id()
            + entry.profile().map(name -> " [" + VisibleText.of(name) + "]").orElse("")
            + " is in line " + before.line() + " already\n   help: keep one of them");
      }
    }
    if (!wrong.isEmpty()) {
      throw new MalformedException(wrong);
    }
    return new KnownFailureList(entries);
  }

  /** Every entry, in the order of the file. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** What is known of a vector as a profile, whatever came of the run. */
  public Optional<Entry> of(Result result) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    String id = result.heading().id();
    Entry entry = entries.get(new Key(id, result.profile()));
    return Optional.ofNullable(entry == null ? entries.get(new Key(id, "")) : entry);
  }

  /** The line of a failure. */
  public static String line(Result result, String reference) {
    return result.heading().id()
        + (result.profile().isEmpty() ? "" : " [" + VisibleText.of(result.profile()) + "]") + " "
        + result.verdict().word() + " " + VisibleText.of(reference) + "\n";
  }
}
