package io.shatterproof.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportTargetTest {
  @Test
  void formatAndFileStandOnBothSidesOfTheFirstColon() {
    assertThat(ReportTarget.parse("junit:C:/a.xml")).hasValueSatisfying(target -> {
      assertThat(target.format()).isInstanceOf(JunitResults.class);
      assertThat(target.file()).isEqualTo(Path.of("C:/a.xml"));
      assertThat(target.isOutput()).isFalse();
    });
  }

  @Test
  void hyphenIsTheOutputUnlessItIsMeantAsAFileOfAFolder() {
    ReportTarget output = ReportTarget.parse("tap:-").orElseThrow();

    assertThat(output.isOutput()).isTrue();
    assertThat(output.in(Path.of("target")).isOutput()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "junit", "junit:", ":a.xml", "xml:a.xml", "JUNIT:a.xml", "tap:\0"})
  void anythingElseIsNone(String text) {
    assertThat(ReportTarget.parse(text)).isEmpty();
  }
}
