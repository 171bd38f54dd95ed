package io.shatterproof.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.grammar.P2mLexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Editors highlight the words of the lexer and no others; {@code -Dtextmate.update=true} puts them
 * into the grammar for editors.
 */
final class TextMateGrammarTest {
  private static final Path FILE = Path.of("../docs/editor/p2m.tmLanguage.json");
  private static final boolean IS_UPDATE = Boolean.getBoolean("textmate.update");
  private static final Pattern LIST = Pattern.compile(
      "(\"name\": \"(keyword\\.[a-z]+)\\.p2m\", \"match\": \"\\\\\\\\b\\(\\?:)([a-z0-9_|]+)(\\))");

  private static final Set<String> DECLARATIONS = Set.of(
      "const",
      "domain",
      "import",
      "language",
      "platform",
      "regime",
      "scenario",
      "template",
      "twin");

  private static final Set<String> PARTS = Set.of("given", "meanwhile", "then", "when", "where");

  @Test
  void eachWordOfTheLexerIsInOneList() throws IOException {
    String text = Files.readString(FILE);

    String updated = LIST.matcher(text)
        .replaceAll(list -> Matcher.quoteReplacement(
            list.group(1) + String.join("|", wanted(list.group(2))) + list.group(4)));

    if (IS_UPDATE) {
      Files.writeString(FILE, updated);
    }
    assertThat(LIST.matcher(text).results().map(list -> list.group(2)))
        .containsExactly("keyword.declaration", "keyword.control", "keyword.other");
    assertThat(updated).isEqualTo(text);
  }

  private static Collection<String> wanted(String scope) {
    return switch (scope) {
      case "keyword.declaration" -> new TreeSet<>(DECLARATIONS);
      case "keyword.control" -> new TreeSet<>(PARTS);
      default -> {
        Set<String> others = words();
        others.removeAll(DECLARATIONS);
        others.removeAll(PARTS);
        yield others;
      }
    };
  }

  @Test
  void declarationsAndPartsAreWordsOfTheLexer() {
    assertThat(words()).containsAll(DECLARATIONS).containsAll(PARTS);
  }

  private static Set<String> words() {
    Set<String> words = new TreeSet<>();
    for (int type = 1; type <= P2mLexer.VOCABULARY.getMaxTokenType(); type++) {
      String literal = P2mLexer.VOCABULARY.getLiteralName(type);
      if (literal != null && literal.matches("'[a-z][a-z0-9_]*'")) {
        words.add(literal.substring(1, literal.length() - 1));
      }
    }
    return words;
  }

  /** The names that a declaration gives are highlighted after these words. */
  @Test
  void theRuleForNamesKnowsDeclarationsOnly() throws IOException {
    Matcher names = Pattern.compile("\\(([a-z|]+)\\)\\\\\\\\s\\+").matcher(Files.readString(FILE));

    assertThat(names.find()).isTrue();
    assertThat(List.of(names.group(1).split("\\|", -1))).isSubsetOf(DECLARATIONS);
  }
}
