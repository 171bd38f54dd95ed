package io.shatterproof.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recorded sequences of Xen's own P2M code. The hand-picked ones come with the tests; the system
 * property {@code oracle.dir} names a folder with {@code xen-p2m} and all of them.
 */
final class Recording {
  private static final JsonMapper JSON = new JsonMapper();

  private Recording() {}

  /** Hands every sequence of a variant ({@code new}, {@code old}, {@code 485}) to {@code each}. */
  static void read(String variant, Consumer<JsonNode> each) {
    String folder = System.getProperty("oracle.dir");
    try {
      if (folder == null) {
        String name = "/oracle/xen-p2m/hand-" + variant + ".jsonl.gz";
        try (InputStream packed = Recording.class.getResourceAsStream(name)) {
          readLines(packed, each);
        }
        return;
      }
      for (String kind : List.of("hand", "random")) {
        Path file = Path.of(folder, "xen-p2m", kind + "-" + variant + ".jsonl.gz");
        if (Files.exists(file)) {
          try (InputStream packed = Files.newInputStream(file)) {
            readLines(packed, each);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      case "pg" ->
        lines.add("pg " + (event.get(1).asLong() + (step == null ? 0 : k * step.asLong())));
      case "io" ->
        lines.add("io " + event.get(1).asLong() + " "
            + (event.get(2).asLong() + (step == null ? 0 : k * step.asLong())) + " "
            + event.get(3).asLong());
      case "sctlr" -> lines.add(code); // the value is that of the recorder
      default -> {
        StringBuilder line = new StringBuilder(code);
        for (int i = 1; i < event.size(); i++) {
          line.append(' ').append(event.get(i).asString());
        }
        lines.add(line.toString());
      }
    }
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
