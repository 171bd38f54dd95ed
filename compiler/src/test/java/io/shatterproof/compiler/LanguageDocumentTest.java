package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code docs/language.md} shows compiles, and what it lists as reserved is. */
class LanguageDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/language.md");
  private static final Path LEXER =
      Path.of("../grammar/src/main/antlr4/io/shatterproof/grammar/P2mLexer.g4");

  @TestFactory
  List<DynamicTest> everyExampleCompiles() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String example : DocumentExamples.of(Files.readString(DOCUMENT))) {
      tests.add(DynamicTest.dynamicTest(
          "example " + (tests.size() + 1),
          () -> assertThat(DocumentExamples.diagnostics(example))
              .as(example)
              .noneMatch(Diagnostic::isError)));
    }
    assertThat(tests).hasSizeGreaterThan(10);
    return tests;
  }

  @Test
  void theReservedWordsAreThoseOfTheGrammar() throws IOException {
    String lexer = Files.readString(LEXER);
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf("These are reserved");
    String list = document.substring(start, document.indexOf("All other words", start));

    assertThat(words(list, "`([a-z]+)`"))
        .isEqualTo(
            words(lexer.substring(0, lexer.indexOf("// Contextual.")), ": '([a-z0-9_]+)' ;"));
  }

  @Test
  void theFeaturesAreThoseThatThereAre() throws IOException {
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf("The features are `");
    String list = document.substring(start, document.indexOf('.', start));
    int startOfRest = document.indexOf("do not\nmodel yet are `", start);
    String rest = document.substring(startOfRest, document.indexOf('.', startOfRest));

    assertThat(list.replaceAll("The features are |`", "").split("\\s+"))
        .containsExactly(
            Stream.of(Feature.values()).map(Feature::word).sorted().toArray(String[]::new));
    assertThat(rest.replaceAll("do not\nmodel yet are |`", "").split("\\s+"))
        .containsExactly(Stream.of(Feature.values())
            .filter(feature -> !FeatureRules.isModelled(feature))
            .map(Feature::word)
            .sorted()
            .toArray(String[]::new));
  }

  private static Set<String> words(String text, String pattern) {
    Set<String> words = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      words.add(matcher.group(1));
    }
    return words;
  }
}
