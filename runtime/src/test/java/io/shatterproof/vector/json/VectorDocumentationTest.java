package io.shatterproof.vector.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.vector.ConformanceVector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that other teams write their readers from. */
class VectorDocumentationTest {
  private static final Path PAGE = Path.of("..", "docs", "vectors.md");

  @Test
  void examplesAreWhatTheWriterPrints() throws IOException {
    List<String> examples = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(PAGE))
        .results()
        .map(match -> withoutSpaces(match.group(1)))
        .toList();

    assertThat(examples)
        .containsExactly(
            printed(Vectors.replacePage()),
            printed(Vectors.bareTables()),
            printed(Vectors.movedBlock()));
  }

  private static String printed(ConformanceVector vector) {
    return withoutSpaces(new String(VectorEncoder.line(vector), StandardCharsets.UTF_8));
  }

  @Test
  void pageListsTheReasonsOfRefusalInOrder() throws IOException {
    List<String> words = Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals("## What a reader refuses"))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("`", 3)[1])
        .toList();

    assertThat(words)
        .containsExactlyElementsOf(
            Arrays.stream(FormatFault.values()).map(FormatFault::word).toList());
  }

  @Test
  void pageNamesEveryMember() throws IOException {
    String page = Files.readString(PAGE);
    List<String> members = VectorSchemaTest.membersOfTheSchemas();

    assertThat(members).hasSizeGreaterThan(60);
    assertThat(members).allMatch(member -> page.matches("(?s).*[` ]" + member + "[` ].*"));
  }

  private static String withoutSpaces(String text) {
    return text.replaceAll("\\s", "");
  }
}
