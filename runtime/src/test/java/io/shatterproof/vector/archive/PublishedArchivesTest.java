package io.shatterproof.vector.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders, jars and compressed files in docs/vectors/archives are what their index says. */
final class PublishedArchivesTest {
  private static final Path FOLDER = Path.of("..", "docs", "vectors");
  private static final Path ARCHIVES = FOLDER.resolve("archives");
  private static final Path INDEX = FOLDER.resolve("refused-archives.jsonl");
  private static final Pattern ENTRY = Pattern.compile(
      "\\{\"archive\":\"([^\"]+)\",\"fault\":\"([^\"]+)\"(?:,\"file\":\"([^\"]+)\")?,\"line\":(\\d+),\"column\":(\\d+)}");

  @TempDir
  private Path temp;

  @Test
  void samplesArePublished() throws IOException {
    boolean updates = Boolean.getBoolean("golden.update");
    HostileArchives samples = HostileArchives.write(updates ? ARCHIVES : temp);
    StringBuilder index = new StringBuilder();
    for (HostileArchives.Refused refused : samples.refused()) {
      index.append(entry(updates ? ARCHIVES : temp, refused)).append('\n');
    }
    if (updates) {
      Files.writeString(INDEX, index);
    }

    assertThat(INDEX).content().isEqualTo(index.toString());
    if (!updates) {
      assertThat(files(ARCHIVES)).isEqualTo(files(temp));
    }
  }

  private static String entry(Path root, HostileArchives.Refused refused) throws IOException {
    VectorFormatException refusal = SetFolders.refusal(root.resolve(refused.archive()));
    assertThat(refusal).as("%s", refused).isNotNull();
    assertThat(refusal.fault()).as("%s: %s", refused, refusal).isEqualTo(refused.fault());
    assertThat(refusal.file()).isEqualTo(place(root, refused.archive(), refused.file()));
    if (!refused.at().isEmpty()) {
      String text = text(root, refused).lines().toList().get(refusal.line() - 1);
      assertThat(text.substring(text.offsetByCodePoints(0, refusal.column() - 1)))
          .as("%s: %s", refused, refusal)
          .startsWith(refused.at());
    }
    String file = refused.file().isEmpty()
        ? ""
        : ",\"file\":\"" + refused.file().replace("\\", "\\\\") + "\"";
    return "{\"archive\":\"archives/%s\",\"fault\":\"%s\"%s,\"line\":%d,\"column\":%d}"
        .formatted(
            refused.archive(), refused.fault().word(), file, refusal.line(), refusal.column());
  }

  private static String text(Path root, HostileArchives.Refused refused) throws IOException {
    return refused.archive().endsWith(".jar")
        ? SetFolders.textInJar(root.resolve(refused.archive()), refused.file())
        : Files.readString(root.resolve(refused.archive()).resolve(refused.file()));
  }

  private static String place(Path root, String archive, String file) {
    Path path = root.resolve(archive);
    if (file.isEmpty()) {
      return path.toString();
    }
    return archive.endsWith(".jar") ? path + "!/" + file : path.resolve(file).toString();
  }

  @Test
  void everyArchiveOfTheIndexIsRefusedAsItSays() throws IOException {
    List<MatchResult> entries = ENTRY.matcher(Files.readString(INDEX)).results().toList();

    assertThat(entries).hasSizeGreaterThan(30).hasSameSizeAs(Files.readAllLines(INDEX));
    List<String> archives = new ArrayList<>();
    for (MatchResult entry : entries) {
      VectorFormatException refusal = SetFolders.refusal(FOLDER.resolve(entry.group(1)));
      assertThat(refusal).as(entry.group()).isNotNull();
      assertThat(refusal.fault().word()).as(entry.group()).isEqualTo(entry.group(2));
      assertThat(refusal.line()).as(entry.group()).isEqualTo(Integer.parseInt(entry.group(4)));
      assertThat(refusal.column()).as(entry.group()).isEqualTo(Integer.parseInt(entry.group(5)));
      archives.add(entry.group(1).replace("archives/refused/", ""));
    }
    assertThat(names(ARCHIVES.resolve("refused"))).containsExactlyInAnyOrderElementsOf(archives);
  }

  @Test
  void goodArchivesAreRead() throws IOException, VectorFormatException {
    List<String> names = names(ARCHIVES.resolve("good"));

    assertThat(names).hasSizeGreaterThan(5);
    for (String name : names) {
      assertThat(SetFolders.read(ARCHIVES.resolve("good").resolve(name)))
          .as(name)
          .isPositive();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
