package io.shatterproof.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeededFaultTest {

  @Test
  void catalogueNamesSeventyEightFaultsWithoutGap() {
    for (int number = 1; number <= 78; number++) {
      assertThat(SeededFault.parse("M%02d".formatted(number))).isPresent();
    }
    assertThat(SeededFault.values()).hasSize(78);
  }

  @Test
  void documentationListsEachFaultWithItsSentence() throws IOException {
    List<String> rows = Files.readAllLines(Path.of("..", "docs", "faults.md")).stream()
        .filter(line -> line.startsWith("| M"))
        .map(line -> line.substring(0, line.lastIndexOf(" | ")))
        .toList();

    assertThat(rows)
        .containsExactlyElementsOf(Arrays.stream(SeededFault.values())
            .map(fault -> "| " + fault.name() + " | " + fault.sentence() + " | "
                + String.join(", ", fault.nativeTo()))
            .toList());
  }
}
