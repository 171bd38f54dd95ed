package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same scenarios are the same bytes wherever they are exported. Each export is a process. */
final class SameBytesTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final List<Path> JDKS_25 = List.of(
      Path.of("/usr/lib/jvm/temurin-25-jdk-amd64/bin/java"),
      Path.of("/usr/lib/jvm/java-25/bin/java"));

  @TempDir
  private Path temp;

  private byte[] expected = {};

  @BeforeEach
  void exportHere() throws Exception {
    Path examples = copy(temp.resolve("here"));
    expected = export(JAVA, temp, examples.toString(), List.of());
    assertThat(expected).isNotEmpty();
  }

  @Test
  void localeTimeZoneCharsetAndFolderDoNotMatter() throws Exception {
    Path elsewhere = copy(temp.resolve("else where/\u00fcber"));

    byte[] exported = export(
        JAVA,
        elsewhere,
        ".",
        List.of(
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Pacific/Kiritimati",
            "-Dfile.encoding=UTF-16BE"));

    assertThat(exported).isEqualTo(expected);
  }

  @Test
  void newerJavaDoesNotMatter() throws Exception {
    Path java = JDKS_25.stream().filter(Files::isExecutable).findFirst().orElse(temp);
    assumeTrue(Files.isRegularFile(java), "there is no JDK 25 here");

    byte[] exported = export(java, temp, temp.resolve("here/quickstart").toString(), List.of());

    assertThat(exported).isEqualTo(expected);
  }

  private static Path copy(Path to) throws IOException {
    Path copied = Files.createDirectories(to.resolve("quickstart"));
    try (Stream<Path> files = Files.list(Path.of("examples/quickstart/src/test/p2m"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copied.resolve(file.getFileName()));
      }
    }
    return copied;
  }

  private byte[] export(Path java, Path folder, String scenarios, List<String> options)
      throws IOException, InterruptedException {
    Path set = temp.resolve("set-" + System.nanoTime() + ".p2mv");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(options);
    command.addAll(List.of(
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "io.shatterproof.cli.Main",
        "export",
        scenarios,
        "--to",
        set.toString()));
    Path output = temp.resolve("output");
    Process process = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    assertThat(process.waitFor()).as(() -> read(output)).isZero();
    return Files.readAllBytes(set);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
