package io.shatterproof.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that are wrong are noticed. */
final class TranscriptTest {
  private static final String OUTPUT = "one\ntwo 2.5 s\nthree\nfour\n";

  private static Transcript transcript(String shown) {
    return Transcript.of("text\n```console\n$ count\n" + shown + "```\n").get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "one\ntwo 2.5 s\nthree\nfour\n",
        "...\ntwo ... s\n...\n",
        "one\n...\nfour\n",
        "...\nfour\n...\n"
      })
  void whatIsPrintedIsShown(String shown) {
    assertThat(transcript(shown).isShownBy(OUTPUT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one\ntwo 2.5 s\nthree\n",
        "two ... s\n...\n",
        "...\nthree\n...\none\n...\n",
        "...\ntwo 3... s\n...\n",
        "...\nfive\n...\n",
        "...\nfou\n"
      })
  void whatIsNotPrintedIsNotShown(String shown) {
    assertThat(transcript(shown).isShownBy(OUTPUT)).isFalse();
  }

  @Test
  void commandsComeInOrderWithTheirEnds() {
    String page = """
        ```console
        $ make
        done
        $ make again
        ```
        ```xml
        <no/>
        ```
        ```console fails
        $ break
        ```
        """;

    assertThat(Transcript.of(page))
        .extracting(Transcript::command, Transcript::fails, Transcript::shown)
        .containsExactly(
            tuple("make", false, List.of("done")),
            tuple("make again", false, List.of()),
            tuple("break", true, List.of()));
  }

  @Test
  void commandThatNobodyRunsIsRefused() {
    assertThatThrownBy(() -> Transcript.of("```\nmvn test\n```\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mvn test");
  }
}
