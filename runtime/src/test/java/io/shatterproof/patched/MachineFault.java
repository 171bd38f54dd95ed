package io.shatterproof.patched;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A named fault of the machine: a patch of one source file, and the tests that have to notice it.
 *
 * @param name that of its file
 * @param does what the broken machine does, a sentence
 * @param rule the source of the rule that it breaks
 * @param source path of the patched file below the source folder
 * @param caughtBy tests as {@code class#method}; each has to fail
 */
record MachineFault(
    String name,
    String does,
    String rule,
    String source,
    List<String> caughtBy,
    List<Replacement> replacements) {
  static final Path FOLDER = Path.of("src", "test", "resources", "machine-faults");

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final String SUFFIX = ".fault";
  private static final List<String> KEYS = List.of("does", "rule", "source", "caught by");

  /** Some text of the source, which stands there once, and what takes its place. */
  record Replacement(String original, String broken) {}

  MachineFault {
    caughtBy = List.copyOf(caughtBy);
    replacements = List.copyOf(replacements);
  }

  /** Every fault, in the order of their names. */
  static List<MachineFault> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(MachineFault::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MachineFault read(Path file) {
    String fileName = file.getFileName().toString();
    if (!fileName.endsWith(SUFFIX)) {
      throw new IllegalArgumentException(file + " is no " + SUFFIX);
    }
    try {
      return parse(
          fileName.substring(0, fileName.length() - SUFFIX.length()), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code key: value} for each key, then {@code replace:}, lines, {@code with:}, lines, again. */
  static MachineFault parse(String name, List<String> lines) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Replacement> replacements = new ArrayList<>();
    int at = 0;
    for (; at < lines.size() && !lines.get(at).equals("replace:"); at++) {
      int colon = lines.get(at).indexOf(": ");
      String key = lines.get(at).substring(0, Math.max(colon, 0));
      if (!KEYS.contains(key) || values.put(key, lines.get(at).substring(colon + 2)) != null) {
        throw new IllegalArgumentException(
            name + ": no line or not the first one: " + lines.get(at));
      }
    }
    if (!List.copyOf(values.keySet()).equals(KEYS)) {
      throw new IllegalArgumentException(name + ": not " + KEYS + " but " + values.keySet());
    }
    while (at < lines.size()) {
      int with = at + lines.subList(at, lines.size()).indexOf("with:");
      if (with < at) {
        throw new IllegalArgumentException(name + ": nothing to replace it with");
      }
      int next = lines.subList(with, lines.size()).indexOf("replace:");
      int end = next < 0 ? lines.size() : with + next;
      replacements.add(new Replacement(
          String.join("\n", lines.subList(at + 1, with)),
          String.join("\n", lines.subList(with + 1, end))));
      at = end;
    }
    if (replacements.isEmpty()) {
      throw new IllegalArgumentException(name + ": replaces nothing");
    }
    return new MachineFault(
        name,
        values.getOrDefault("does", ""),
        values.getOrDefault("rule", ""),
        values.getOrDefault("source", ""),
        List.of(values.getOrDefault("caught by", "").split(", ", -1)),
        replacements);
  }

  /** The source as it is. */
  String healthy() {
    try {
      return Files.readString(SOURCES.resolve(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The source with the fault.
   *
   * @throws IllegalArgumentException unless each original stands there once
   */
  String broken(String healthy) {
    String text = healthy;
    for (Replacement replacement : replacements) {
      int first = text.indexOf(replacement.original());
      if (first < 0) {
        throw new IllegalArgumentException(
            name + ": " + source + " does not have what is replaced:\n" + replacement.original());
      }
      if (text.indexOf(replacement.original(), first + 1) >= 0) {
        throw new IllegalArgumentException(name + ": " + source
            + " has more than once what is replaced:\n" + replacement.original());
      }
      text = text.substring(0, first)
          + replacement.broken()
          + text.substring(first + replacement.original().length());
    }
    return text;
  }

  @Override
  public String toString() {
    return name;
  }
}
