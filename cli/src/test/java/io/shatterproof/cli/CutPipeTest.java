package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard outputs that nobody reads to their ends. */
final class CutPipeTest {
  @TempDir
  private Path folder;

  private final StringWriter err = new StringWriter();

  /** Takes so many bytes, then fails with this message. */
  private static final class ShortOutput extends OutputStream {
    private final String message;
    private int left;

    ShortOutput(int bytes, String message) {
      this.left = bytes;
      this.message = message;
    }

    @Override
    public void write(int b) throws IOException {
      if (left == 0) {
        throw new IOException(message);
      }
      left--;
    }
  }

  private int run(OutputStream out, String... args) {
    return run(new CutPipe(out), args);
  }

  private int run(CutPipe pipe, String... args) {
    PrintWriter writer =
        new PrintWriter(new OutputStreamWriter(pipe, StandardCharsets.UTF_8), true);
    return Main.run(
        new Console(Optional.of(pipe), System.in, writer, new PrintWriter(err, true), false, false),
        args);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void commandEndsQuietlyWithTheCodeOfTheShell(int bytes) throws IOException {
    String failing = Scenarios.write(folder, "failing.p2m", Scenarios.FAILING);

    for (String[] command : new String[][] {
      {"explain"},
      {"explain", "--format", "json", "P2M0304"},
      {"run", failing},
      {"run", "--format", "json", failing},
      {"man", "run"},
      {"--help"}
    }) {
      assertThat(run(new ShortOutput(bytes, "Broken pipe"), command))
          .as(String.join(" ", command))
          .isEqualTo(141);
      assertThat(err.toString()).as(String.join(" ", command)).isEmpty();
    }
  }

  @Test
  void outputThatIsReadToItsEndIsNoPipeThatIsCut() {
    assertThat(run(new ShortOutput(1_000_000, "Broken pipe"), "explain", "P2M0304"))
        .isZero();
  }

  @Test
  void systemMaySpeakAnotherLanguage() {
    assertThat(
            run(new CutPipe(new ShortOutput(10, "Tubería rota"), () -> "Tubería rota"), "explain"))
        .isEqualTo(141);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void fullDiskIsTold() {
    assertThat(run(new ShortOutput(10, "No space left on device"), "explain", "P2M0304"))
        .isEqualTo(1);
    assertThat(err.toString()).isEqualTo("shatterproof: the results could not be written\n");
  }
}
