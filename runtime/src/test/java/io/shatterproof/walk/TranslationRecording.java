package io.shatterproof.walk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recorded translations: the {@code *.jsonl.gz} of one folder below the folder that the system
 * property {@code oracle.dir} names, or of a copy that comes with the tests.
 */
final class TranslationRecording {
  private static final JsonMapper JSON = new JsonMapper();

  private TranslationRecording() {}

  /** The files of a folder, for example {@code asl-stage2}, sorted by name. */
  static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl.gz"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the copy is read that comes with the tests. */
  static boolean isOwnCopy() {
    return System.getProperty("oracle.dir") == null;
  }

  private static Path path(String folder) {
    String oracles = System.getProperty("oracle.dir");
    if (oracles != null) {
      return Path.of(oracles, folder);
    }
    try {
      return Path.of(TranslationRecording.class.getResource("/oracle/" + folder).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hands every record of a file to {@code each}. */
  static void read(Path file, Consumer<JsonNode> each) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        each.accept(JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A hexadecimal number; of one with more than 64 bits the lowest. */
  static long hex(JsonNode text) {
    String digits = text.asString();
    return Long.parseUnsignedLong(digits.substring(Math.max(0, digits.length() - 16)), 16);
  }

  /** A hexadecimal number; 0 if the record has no such field. */
  static long hex(JsonNode record, String field) {
    return record.has(field) ? hex(record.get(field)) : 0;
  }
}
