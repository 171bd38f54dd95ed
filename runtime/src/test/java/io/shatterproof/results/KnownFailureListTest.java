package io.shatterproof.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.harness.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KnownFailureListTest {
  private static final String ID = "0123456789abcdef";

  @Test
  void entryIsAnIdPerhapsAProfileAResultAndAReference() throws Exception {
    KnownFailureList list = KnownFailureList.parse(
        "# comment\n\n" + ID + " disagree https://bugs/1 splits late\r\n  " + ID
            + " [xen pre]\tcrash BUG-2",
        "k.txt");

    assertThat(list.entries())
        .containsExactly(
            new KnownFailureList.Entry(
                3, ID, Optional.empty(), Verdict.DISAGREE, "https://bugs/1 splits late"),
            new KnownFailureList.Entry(4, ID, Optional.of("xen pre"), Verdict.CRASH, "BUG-2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ID,
        ID + " disagree",
        ID + " disagree  ",
        ID + " agree BUG-1",
        ID + " unsupported BUG-1",
        ID + " wrong BUG-1",
        ID + " [x disagree BUG-1",
        "0123 disagree BUG-1",
        "0123456789ABCDEF disagree BUG-1",
        "some text"
      })
  void anythingElseIsRefusedWithItsLine(String line) {
    assertThatThrownBy(() -> KnownFailureList.parse("# comment\n" + line + "\n", "k.txt"))
        .isInstanceOf(KnownFailureList.MalformedException.class)
        .hasMessageStartingWith("k.txt:2:1: error: this is no known failure\n   help: write ID ");
  }

  @Test
  void everyMistakeIsTold() {
    assertThatThrownBy(() -> KnownFailureList.parse(
            "x\n" + ID + " crash A\n" + ID + " disagree B\n" + ID + " [p] crash C\n", "k.txt"))
        .hasMessageContaining("k.txt:1:1: error: this is no known failure")
        .hasMessageContaining("k.txt:3:1: error: the vector " + ID
            + " is in line 2 already\n   help: keep one of them");
  }
}
