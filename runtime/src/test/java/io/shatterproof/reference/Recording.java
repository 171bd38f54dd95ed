package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recorded sequences of Xen's own P2M code: every {@code *.jsonl.gz} of the folder {@code xen-p2m}
 * in the folder that the system property {@code oracle.dir} names, or in a copy that comes with the
 * tests.
 */
final class Recording {
  private static final JsonMapper JSON = new JsonMapper();

  private Recording() {}

  /**
   * Hands every sequence of a variant to {@code each}: those of the files whose names end in {@code
   * -variant.jsonl.gz}.
   */
  static void read(String variant, Consumer<JsonNode> each) {
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".jsonl.gz") && variantOf(name).equals(variant)) {
          try (InputStream packed = Files.newInputStream(file)) {
            readLines(packed, each);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the copy is read that comes with the tests. */
  static boolean isOwnCopy() {
    return System.getProperty("oracle.dir") == null;
  }

  private static Path folder() {
    String oracles = System.getProperty("oracle.dir");
    if (oracles != null) {
      return Path.of(oracles, "xen-p2m");
    }
    try {
      return Path.of(Recording.class.getResource("/oracle/xen-p2m").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String variantOf(String name) {
    String stem = name.substring(0, name.length() - ".jsonl.gz".length());
    String variant = stem.substring(stem.lastIndexOf('-') + 1);
    assertThat(variant).as("variant of " + name).isIn("new", "old", "485");
    return variant;
  }

  private static void readLines(InputStream packed, Consumer<JsonNode> each) throws IOException {
    BufferedReader lines = new BufferedReader(
        new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      each.accept(JSON.readTree(line));
    }
  }

  /** Recorded events one a line, runs and repetitions expanded, scratch copies left out. */
  static List<String> lines(JsonNode events) {
    List<String> lines = new ArrayList<>();
    for (JsonNode event : events) {
      switch (event.get(0).asString()) {
        case "W" -> run(event, lines);
        case "R" -> repetition(event, lines);
        default -> single(event, 0, null, lines);
      }
    }
    return lines;
  }

  private static void run(JsonNode event, List<String> lines) {
    long size = pages(event.get(3).asInt());
    for (long k = 0; k < event.get(5).asLong(); k++) {
      lines.add(store(
          event.get(1).asLong(),
          event.get(2).asLong() + k,
          event.get(3).asInt(),
          event.get(4).asLong() + k * size,
          hex(event.get(6)) + k * hex(event.get(7)),
          hex(event.get(8)) + k * hex(event.get(9)),
          event.get(10).asInt()));
    }
  }

  private static void repetition(JsonNode event, List<String> lines) {
    for (long k = 0; k < event.get(1).asLong(); k++) {
      for (int i = 0; i < event.get(2).size(); i++) {
        single(event.get(2).get(i), k, event.get(3).get(i), lines);
      }
    }
  }

  private static void single(JsonNode event, long k, @Nullable JsonNode step, List<String> lines) {
    String code = event.get(0).asString();
    switch (code) {
      case "w" -> {
        if (event.get(1).asLong() >= 0) {
          int level = event.get(3).asInt();
          lines.add(store(
              event.get(1).asLong(),
              event.get(2).asLong() + k,
              level,
              event.get(4).asLong() + k * pages(level),
              hex(event.get(5)) + (step == null ? 0 : k * hex(step.get(0))),
              hex(event.get(6)) + (step == null ? 0 : k * hex(step.get(1))),
              event.get(7).asInt()));
        }
      }
      case "pg" -> lines.add("pg " + (event.get(1).asLong() + repeated(step, k)));
      case "io" ->
        lines.add("io " + event.get(1).asLong() + " "
            + (event.get(2).asLong() + repeated(step, k)) + " "
            + event.get(3).asLong());
      case "sctlr" -> lines.add(code); // the value is that of the recorder
      case "fp" ->
        addPages(lines, event.get(1).asLong() + repeated(step, k), event.get(2).asLong());
      case "as", "bug" -> lines.add(code + " " + event.get(1).asString());
      default -> {
        StringBuilder line = new StringBuilder(code);
        for (int i = 1; i < event.size(); i++) {
          line.append(' ').append(event.get(i).asString());
        }
        lines.add(line.toString());
      }
    }
  }

  private static long repeated(@Nullable JsonNode step, long k) {
    return step == null ? 0 : k * step.asLong();
  }

  /** Cleaned data pages; those that follow the last ones are one line with them. */
  static void addPages(List<String> lines, long mfn, long count) {
    int last = lines.size() - 1;
    String[] words = last < 0 ? new String[0] : lines.get(last).split(" ", -1);
    if (words.length == 3 && words[0].equals("fp")) {
      long first = Long.parseLong(words[1]);
      long pages = Long.parseLong(words[2]);
      if (first + pages == mfn) {
        lines.set(last, "fp " + first + " " + (pages + count));
        return;
      }
    }
    lines.add("fp " + mfn + " " + count);
  }

  /** One store; without its place where that was not recorded (level -1). */
  static String store(
      long table, long index, int level, long gfn, long old, long descriptor, int flags) {
    String place = level < 0 ? "" : " L" + level + " " + gfn;
    return "w " + table + " " + index + place + " " + Long.toHexString(old) + " "
        + Long.toHexString(descriptor) + " " + flags;
  }

  static long hex(JsonNode text) {
    return Long.parseUnsignedLong(text.asString(), 16);
  }

  private static long pages(int level) {
    return level < 0 ? 0 : 1L << (9 * (3 - level));
  }
}
