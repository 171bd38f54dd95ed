package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shatterproof.vector.VectorSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The files in docs/vectors, by which other teams test their readers, are what their index says.
 */
class PublishedFilesTest {
  private static final Path FOLDER = Path.of("..", "docs", "vectors");
  private static final String INDEX = "refused.jsonl";
  private static final Pattern ENTRY = Pattern.compile(
      "\\{\"file\":\"([^\"]+)\",\"fault\":\"([^\"]+)\",\"line\":(\\d+),\"column\":(\\d+),\"schema\":(true|false)}");

  @Test
  void samplesArePublished() throws IOException {
    Map<String, byte[]> files = SampleFiles.accepted();
    StringBuilder index = new StringBuilder();
    for (Map.Entry<String, MalformedSamples.Sample> sample : refused().entrySet()) {
      byte[] file = sample.getValue().file().getBytes(StandardCharsets.UTF_8);
      files.put(sample.getKey(), file);
      index.append(entry(sample.getKey(), sample.getValue(), file)).append('\n');
    }
    for (SampleFiles.Refused refused : SampleFiles.refusedBytes()) {
      files.put(refused.path(), refused.bytes());
      index.append(refused.entry()).append('\n');
    }
    files.put(INDEX, index.toString().getBytes(StandardCharsets.UTF_8));

    if (Boolean.getBoolean("golden.update")) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = FOLDER.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      assertThat(FOLDER.resolve(file.getKey())).hasBinaryContent(file.getValue());
    }
    assertThat(published()).containsExactlyInAnyOrderElementsOf(files.keySet());
  }

  /** The place is where the text stands that the sample names. */
  private static String entry(String path, MalformedSamples.Sample sample, byte[] file) {
    int column = 1;
    if (!sample.at().isEmpty()) {
      String line = sample.file().split("\n", -1)[sample.line() - 1];
      column = refusal(file).column();
      assertThat(line.substring(line.offsetByCodePoints(0, column - 1))).startsWith(sample.at());
    }
    return "{\"file\":\"%s\",\"fault\":\"%s\",\"line\":%d,\"column\":%d,\"schema\":%s}"
        .formatted(path, sample.fault().word(), sample.line(), column, sample.schemaSees());
  }

  private static Map<String, MalformedSamples.Sample> refused() {
    Map<String, MalformedSamples.Sample> all = new LinkedHashMap<>();
    Map<String, Integer> names = new HashMap<>();
    for (MalformedSamples.Sample sample : MalformedSamples.all()) {
      String name = "malformed/" + slug(sample.name());
      int number = names.merge(name, 1, Integer::sum);
      all.put(name + (number == 1 ? "" : "-" + number) + ".p2mv", sample);
    }
    for (MalformedSamples.Sample sample : SampleFiles.refusedFuture()) {
      all.put("future/refused/" + sample.name() + ".p2mv", sample);
    }
    return all;
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  @Test
  void everyFileOfTheIndexIsRefusedAsItSays() throws IOException {
    List<MatchResult> entries =
        ENTRY.matcher(Files.readString(FOLDER.resolve(INDEX))).results().toList();

    assertThat(entries).hasSizeGreaterThan(50);
    for (MatchResult entry : entries) {
      VectorFormatException refusal = refusal(Files.readAllBytes(FOLDER.resolve(entry.group(1))));
      assertThat(refusal).as(entry.group()).isNotNull();
      assertThat(refusal.fault().word()).as(entry.group()).isEqualTo(entry.group(2));
      assertThat(refusal.line()).as(entry.group()).isEqualTo(Integer.parseInt(entry.group(3)));
      assertThat(refusal.column()).as(entry.group()).isEqualTo(Integer.parseInt(entry.group(4)));
    }
  }

  @Test
  void everyFaultOfAFileIsAmongThem() throws IOException {
    List<String> faults = ENTRY
        .matcher(Files.readString(FOLDER.resolve(INDEX)))
        .results()
        .map(entry -> entry.group(2))
        .distinct()
        .toList();

    List<String> ofFiles = new ArrayList<>();
    for (FormatFault fault : FormatFault.values()) {
      if (fault.compareTo(FormatFault.TOO_LARGE) <= 0 && fault != FormatFault.NOT_RESULTS) {
        ofFiles.add(fault.word());
      }
    }
    assertThat(faults).containsExactlyInAnyOrderElementsOf(ofFiles);
  }

  @Test
  void goodFilesAndThoseOfTheFutureLoad() throws IOException {
    for (String path : SampleFiles.accepted().keySet()) {
      byte[] file = Files.readAllBytes(FOLDER.resolve(path));
      assertThatCode(() -> read(file)).as(path).doesNotThrowAnyException();
    }
  }

  private static List<String> published() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
          .filter(path -> !path.endsWith(".md") && !path.startsWith("schema/"))
          .filter(path -> !path.contains("archives")) // PublishedArchivesTest
          .toList();
    }
  }

  private static VectorFormatException refusal(byte[] file) {
    return catchThrowableOfType(VectorFormatException.class, () -> read(file));
  }

  private static VectorSet read(byte[] file) throws IOException, VectorFormatException {
    return VectorReader.readAll(new ByteArrayInputStream(file), "set.p2mv", ReadLimits.DEFAULT);
  }
}
