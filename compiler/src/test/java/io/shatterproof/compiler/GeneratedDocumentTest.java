package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.explanation.Explanation;
import io.shatterproof.compiler.explanation.Explanations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What stands between marks in {@code docs/language.md} comes from the sources: words and rules from
 * the grammar, messages from their page. {@code -Ddocs.update=true} writes it, and fails once.
 */
class GeneratedDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/language.md");
  private static final int WIDTH = 118;

  @Test
  void generatedPartsAreThoseOfTheSources() throws IOException {
    GrammarText grammar = new GrammarText();
    String page = Files.readString(DOCUMENT);

    String actual = page;
    actual = replaced(actual, "reserved words", listed(grammar.reservedWords()));
    actual = replaced(actual, "no labels", listed(grammar.wordsThatAreNoLabels()));
    actual = replaced(actual, "contextual words", listed(grammar.contextualWords()));
    actual = replaced(actual, "grammar", "```\n" + grammar.rules() + "```\n");
    actual = replaced(actual, "messages", messages());

    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(DOCUMENT, actual);
    }
    assertThat(actual).isEqualTo(page);
  }

  private static String replaced(String page, String part, String text) {
    Pattern pattern =
        Pattern.compile("<!-- generated: " + part + " -->\n.*?<!-- end -->\n", Pattern.DOTALL);
    assertThat(pattern.matcher(page).results()).as(part).hasSize(1);
    return pattern
        .matcher(page)
        .replaceFirst(Matcher.quoteReplacement(
            "<!-- generated: " + part + " -->\n" + text + "<!-- end -->\n"));
  }

  private static String listed(List<String> words) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : words) {
      String quoted = "`" + word + "`";
      boolean fits = column > 0 && column + 1 + quoted.length() <= WIDTH;
      out.append(column == 0 ? "" : fits ? " " : "\n").append(quoted);
      column = (fits ? column + 1 : 0) + quoted.length();
    }
    return out.append('\n').toString();
  }

  private static String messages() {
    StringBuilder out = new StringBuilder("| code | | what is wrong |\n|---|---|---|\n");
    for (Explanation explanation : Explanations.load().all()) {
      String number = explanation.code().number();
      out.append("| [")
          .append(number)
          .append("](diagnostics.md#")
          .append(anchor(number + ": " + explanation.title()))
          .append(") | ")
          .append(explanation.code().severity().word())
          .append(" | ")
          .append(explanation.title())
          .append(" |\n");
    }
    return out.toString();
  }

  /** As those who render Markdown make it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }
}
