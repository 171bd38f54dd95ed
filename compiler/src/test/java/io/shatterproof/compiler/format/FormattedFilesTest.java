package io.shatterproof.compiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples look as the formatter writes them; {@code -Dformat.update=true} makes them so. */
final class FormattedFilesTest {
  private static final boolean IS_UPDATE = Boolean.getBoolean("format.update");

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../examples"))) {
      return files.filter(file -> file.toString().endsWith(".p2m")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isFormatted(Path file) throws IOException {
    String text = Files.readString(file);

    Optional<String> formatted =
        Formatter.standard().format(new SourceFile(file.toString(), text)).text();

    if (IS_UPDATE && formatted.isPresent()) {
      Files.writeString(file, formatted.get());
    }
    assertThat(formatted).contains(text);
  }
}
