package io.shatterproof.maven.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a user copies from the documentation is what the example project has, which is built. */
final class DocumentationTest {
  private static final Pattern SNIPPET =
      Pattern.compile("^```xml\n((?s:.*?))^```$", Pattern.MULTILINE);

  @Test
  void snippetsStandInTheExampleProject() throws IOException {
    String page = Files.readString(Path.of("../docs/maven-plugin.md"));
    String example = Files.readString(Path.of("../examples/maven-project/pom.xml"));

    List<String> snippets = new ArrayList<>();
    Matcher snippet = SNIPPET.matcher(page);
    while (snippet.find()) {
      snippets.add(withoutIndent(snippet.group(1)));
    }

    assertThat(snippets)
        .hasSize(2)
        .allSatisfy(text -> assertThat(withoutIndent(example)).contains(text));
  }

  private static String withoutIndent(String text) {
    return text.replaceAll("(?m)^ +", "");
  }
}
