package io.shatterproof.compiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.layout.Gap;
import io.shatterproof.compiler.layout.Lexeme;
import io.shatterproof.compiler.layout.Remark;
import io.shatterproof.compiler.parse.FileParser;
import io.shatterproof.compiler.parse.LayoutReader;
import io.shatterproof.compiler.parse.RandomSentences;
import io.shatterproof.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A formatted file says what it said before, and is not formatted any further. */
public final class RoundTripTest {
  private static final Pattern LISTING =
      Pattern.compile("^```p2m$\\n(language .*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** Random files; {@code -Droundtrip.files=N} and {@code -Droundtrip.seed=N} change it. */
  private static final int FILES = Integer.getInteger("roundtrip.files", 2_000);

  private static final long SEED = Long.getLong("roundtrip.seed", 1);

  /** The good scenario files of the project. */
  public static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder :
        List.of("../examples", "src/test/resources/golden", "../maven-plugin/src")) {
      try (Stream<Path> found = Files.walk(Path.of(folder))) {
        found
            .filter(file -> file.toString().endsWith(".p2m"))
            .filter(file -> !file.getFileName().toString().startsWith("bad-"))
            .filter(file -> !file.toString().contains("broken"))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  @ParameterizedTest
  @MethodSource("files")
  void ofAFile(Path file) throws Exception {
    check(Files.readString(file));
  }

  @Test
  void ofTheListingsOfTheDocuments() throws Exception {
    List<String> listings = new ArrayList<>();
    try (Stream<Path> pages = Files.list(Path.of("../docs"))) {
      for (Path page :
          pages.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
        LISTING
            .matcher(Files.readString(page))
            .results()
            .forEach(found -> listings.add(found.group(1)));
      }
    }

    for (String listing : listings) {
      if (errors(listing).isEmpty()) {
        check(listing);
      }
    }

    assertThat(listings).hasSizeGreaterThan(3);
  }

  private static void check(String text) throws ReflectiveOperationException {
    String formatted = format(text);

    assertSame(formatted, text);
    assertThat(remarks(formatted)).isEqualTo(remarks(text));
    assertThat(format(formatted)).isEqualTo(formatted);
    assertThat(format(withOtherBlanks(text))).isEqualTo(formatted);
  }

  /** What the grammar permits is read; what a builder or a later stage refuses, is laid out all the same. */
  @Test
  void ofRandomFiles() throws ReflectiveOperationException {
    Random random = new Random(SEED);
    int good = 0;
    for (int i = 0; i < FILES; i++) {
      List<String> words = RandomSentences.file(random, 20 + random.nextInt(200));
      RandomBlanks file = new RandomBlanks(words, random);
      String text = file.text(random);
      String as = "file %d of seed %d:%n%s".formatted(i, SEED, text);

      String formatted = layOut(text);

      assertThat(words(formatted)).as(as).isEqualTo(words);
      assertThat(remarks(formatted)).as(as).isEqualTo(file.remarks());
      assertThat(layOut(formatted)).as(as).isEqualTo(formatted);
      assertThat(layOut(file.text(random))).as(as).isEqualTo(formatted);
      if (errors(text).isEmpty()) {
        good++;
        assertSame(formatted, text);
        assertThat(format(text)).as(as).isEqualTo(formatted);
      }
    }
    System.out.printf("random files: %d, of which %d have no error%n", FILES, good);
    assertThat(good).isGreaterThan(FILES / 20);
  }

  private static String layOut(String text) {
    return Formatter.text(LayoutReader.read(new SourceFile("a.p2m", text)));
  }

  private static String format(String text) {
    Optional<String> formatted =
        Formatter.standard().format(new SourceFile("a.p2m", text)).text();
    assertThat(formatted).as(text).isPresent();
    return formatted.orElseThrow();
  }

  private static List<Diagnostic> errors(String text) {
    Diagnostics found = new Diagnostics();
    FileParser.parse(new SourceFile("a.p2m", text), found);
    return found.inOrder().stream().filter(Diagnostic::isError).toList();
  }

  private static String tree(String text) throws ReflectiveOperationException {
    return Trees.of(FileParser.parse(new SourceFile("a.p2m", text), new Diagnostics()));
  }

  /** Compares line by line, so that a difference can be found. */
  private static void assertSame(String formatted, String text)
      throws ReflectiveOperationException {
    assertThat(tree(formatted).lines().toList())
        .as(text)
        .zipSatisfy(
            tree(text).lines().toList(),
            (actual, expected) -> assertThat(actual).isEqualTo(expected));
  }

  private static List<String> words(String text) {
    return LayoutReader.lexemes(new SourceFile("a.p2m", text)).stream()
        .map(Lexeme::text)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static List<String> remarks(String text) {
    return LayoutReader.lexemes(new SourceFile("a.p2m", text)).stream()
        .flatMap(lexeme -> Gap.of(lexeme.gap()).remarks().stream())
        .map(Remark::text)
        .toList();
  }

  /** Each line end and remark stays; blanks are more or fewer. */
  private static String withOtherBlanks(String text) {
    StringBuilder other = new StringBuilder();
    for (Lexeme lexeme : LayoutReader.lexemes(new SourceFile("a.p2m", text))) {
      Gap gap = Gap.of(lexeme.gap());
      for (Remark remark : gap.remarks()) {
        other.append("\n".repeat(remark.linesBefore())).append("  \t").append(remark.text());
        boolean isLast = gap.linesAfter() == 0 && lexeme.text().isEmpty();
        other.append(isLast ? "\n" : "");
      }
      other.append("\n".repeat(gap.linesAfter())).append(' ').append(lexeme.text());
    }
    return other.toString();
  }
}
