package io.shatterproof.maven.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What a user copies from the documentation is what the example project has, which is built. */
final class DocumentationTest {
  private static final Pattern SNIPPET =
      Pattern.compile("^```xml\n((?s:.*?))^```$", Pattern.MULTILINE);

  @ParameterizedTest
  @CsvSource({"../docs/maven-plugin.md, 3", "../README.md, 1"})
  void snippetsStandInTheExampleProject(String name, int count) throws IOException {
    String page = Files.readString(Path.of(name));
    String example = Files.readString(Path.of("../examples/quickstart/pom.xml"));

    List<String> snippets = new ArrayList<>();
    Matcher snippet = SNIPPET.matcher(page);
    while (snippet.find()) {
      snippets.add(withoutIndent(snippet.group(1)));
    }

    assertThat(snippets)
        .hasSize(count)
        .allSatisfy(text -> assertThat(withoutIndent(example)).contains(text));
  }

  /** A parameter as the descriptor of the plugin has it. */
  private record Described(String goal, String name, String property, String defaultValue) {}

  @Test
  void everyParameterIsInTheTableOfItsGoal() throws Exception {
    String page = Files.readString(Path.of("../docs/maven-plugin.md"));
    String common = section(page, "Parameters of several goals");

    List<Described> parameters = described();

    assertThat(parameters)
        .extracting(Described::goal)
        .contains("generate-tests", "check", "format", "export", "replay");
    assertThat(parameters).allSatisfy(parameter -> {
      String row = "| `" + parameter.name() + "` | "
          + cell(parameter.property())
          + "| "
          + cell(parameter.defaultValue())
          + "| ";
      boolean isCommon = common
          .lines()
          .anyMatch(line -> line.startsWith(row) && goals(line).contains(parameter.goal()));
      assertThat(isCommon || section(page, "`" + parameter.goal() + "`").contains("\n" + row))
          .as(parameter.goal() + " has in the documentation: " + row)
          .isTrue();
    });
  }

  @Test
  void nothingIsDocumentedThatIsNoParameter() throws Exception {
    String page = Files.readString(Path.of("../docs/maven-plugin.md"));
    List<String> names = described().stream().map(Described::name).toList();

    assertThat(Pattern.compile("(?m)^\\| `(\\w+)` \\| `p2m")
            .matcher(page)
            .results()
            .map(row -> row.group(1)))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(names).contains(name));
  }

  private static String cell(String text) {
    return text.isEmpty() ? "" : "`" + text + "` ";
  }

  private static List<String> goals(String row) {
    return List.of(row.split("\\|", -1)[4].strip().split(", ", -1));
  }

  private static String section(String page, String title) {
    int start = page.indexOf("\n## " + title + "\n");
    assertThat(start).as(title).isNotNegative();
    int end = page.indexOf("\n## ", start + 1);
    return page.substring(start, end < 0 ? page.length() : end);
  }

  /** What a user may set, of every goal but help. */
  private static List<Described> described() throws Exception {
    Document descriptor = DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Path.of("target/classes/META-INF/maven/plugin.xml").toFile());
    XPath path = XPathFactory.newInstance().newXPath();
    List<Described> described = new ArrayList<>();
    NodeList parameters = (NodeList) path.evaluate(
        "//mojo[goal!='help']/parameters/parameter[editable='true']",
        descriptor,
        XPathConstants.NODESET);
    for (int i = 0; i < parameters.getLength(); i++) {
      String name = path.evaluate("name", parameters.item(i));
      String setting = "../../configuration/" + name;
      String property = path.evaluate(setting, parameters.item(i));
      described.add(new Described(
          path.evaluate("../../goal", parameters.item(i)),
          name,
          property.isEmpty() ? "" : property.substring(2, property.length() - 1),
          path.evaluate(setting + "/@default-value", parameters.item(i))
              .replace("${project.basedir}/", "")
              .replace("${project.build.directory}", "target")));
    }
    return described;
  }

  private static String withoutIndent(String text) {
    return text.replaceAll("(?m)^ +", "");
  }
}
