package io.shatterproof.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class EventDocumentationTest {

  @Test
  void theTableOfSpellingsIsThatOfTheCode() throws IOException {
    List<String> rows = firstTable(Path.of("..", "docs", "events.md"));

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(EventKind.values()).map(EventDocumentationTest::row).toList());
  }

  private static List<String> firstTable(Path document) throws IOException {
    return Files.readAllLines(document).stream()
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  private static String row(EventKind kind) {
    return "| "
        + String.join(
            " | ",
            code(kind.record().getSimpleName()),
            kind.word(),
            code(kind.jsonName()),
            kind.recordedCodes().stream()
                .map(EventDocumentationTest::code)
                .collect(Collectors.collectingAndThen(
                    Collectors.joining(" "), codes -> codes.isEmpty() ? "-" : codes)),
            kind.casemateOperation().isEmpty() ? "-" : code(kind.casemateOperation()),
            liveness(kind))
        + " |";
  }

  private static String liveness(EventKind kind) {
    if (kind.isLiveEvent(false)) {
      return "yes";
    }
    return kind.isLiveEvent(true) ? "if live" : "no";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
