package io.shatterproof.harness.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoggedVectorTest {
  private ObservationSpool spool;
  private final LoggedVector vector = new LoggedVector();
  private final LoggedVector other = new LoggedVector();

  @BeforeEach
  void open() throws IOException {
    spool = new ObservationSpool();
  }

  @AfterEach
  void close() throws IOException {
    spool.close();
  }

  @Test
  void piecesAreReadTogether() throws IOException {
    for (int i = 0; i < 64; i++) {
      vector.add(i, "{\"a\":" + i + "}", i, spool);
      other.add(i, "{\"b\":" + i + "}", i, spool);
    }
    vector.add(64, "{\"end\":\"vector\",\"calls\":64}", 65, spool);
    spool.finish();

    assertThat(vector.flaw()).isNull();
    assertThat(vector.lines(spool)).hasSize(64);
    assertThat(new String(vector.lines(spool).get(63), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":63}\n");
    assertThat(vector.calls()).isEqualTo(64);
  }

  @Test
  void endWithoutItsCallsIsFlawed() throws IOException {
    vector.add(0, "{\"result\":\"run\"}", 1, spool);
    vector.add(1, "{\"end\":\"vector\"}", 2, spool);

    assertThat(vector.flaw())
        .isEqualTo("its end in line 2 of the log does not tell how many calls it had: `calls` is"
            + " missing");
  }

  @Test
  void vectorInTooManyPiecesIsFlawed() throws IOException {
    for (int i = 0; i < 65; i++) {
      vector.add(i, "{\"a\":" + i + "}", i, spool);
      other.add(i, "{\"b\":" + i + "}", i, spool);
    }

    assertThat(vector.flaw())
        .isEqualTo("its observations stand between those of other vectors in more than 64 places,"
            + " at last in line 64 of the log");
  }

  @Test
  void vectorThatIsTooLongIsFlawed() throws IOException {
    String line = "{\"a\":\"" + "x".repeat(4000) + "\"}";
    int i = 0;
    for (; i < (64 << 20) / 4000 + 1; i++) {
      vector.add(i, line, i, spool);
    }

    assertThat(vector.flaw()).contains("more than 64 MiB of observations");
  }
}
