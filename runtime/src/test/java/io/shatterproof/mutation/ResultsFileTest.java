package io.shatterproof.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.vector.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResultsFileTest {
  private static final String TOOL = "0123";
  private static final String HEAD = "shatterproof mutation results 1 " + TOOL + "\n";

  private static Encounters some() {
    Encounters encounters = new Encounters();
    encounters.put(
        new Encounters.Key("M02b", "xen_4_8", "ff"),
        new Encounter(
            Encounter.Effect.KILLED, Optional.of(new Origin("a:b\t.p2m", 3, 7)), "event tlbi"));
    encounters.put(new Encounters.Key("M01", "xen_4_8", "ff"), Encounter.UNTOUCHED);
    encounters.put(
        new Encounters.Key("M01", "xen_4_8", "ee"),
        new Encounter(Encounter.Effect.LOST, Optional.empty(), "crash: a\\b\nc\rd"));
    return encounters;
  }

  @Test
  void linesAreSorted() {
    assertThat(new String(ResultsFile.write(some(), TOOL), StandardCharsets.UTF_8))
        .isEqualTo(HEAD
            + "M01\txen_4_8\tee\tLOST\tcrash: a\\\\b\\nc\\rd\t\n"
            + "M01\txen_4_8\tff\tUNTOUCHED\t\t\n"
            + "M02b\txen_4_8\tff\tKILLED\tevent tlbi\ta:b\\t.p2m:3:7\n");
  }

  @Test
  void whatIsWrittenIsRead() throws ResultsFile.MalformedException {
    byte[] bytes = ResultsFile.write(some(), TOOL);

    Optional<Encounters> read = ResultsFile.read(bytes, TOOL);

    assertThat(read).isPresent();
    assertThat(read.get().entries()).isEqualTo(some().entries());
  }

  @Test
  void resultsOfAnotherToolAreNone() throws ResultsFile.MalformedException {
    assertThat(ResultsFile.read(ResultsFile.write(some(), "other"), TOOL)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "M01_xen_4_8_ff_LOST_, line 2: 5 parts between tabs instead of 6",
    "M01_p_ff_DEAD__, line 2: there is no result 'DEAD'",
    "M01_p_ff_KILLED__, line 2: a kill without a place",
    "M01_p_ff_KILLED_x_a.p2m:7, line 2: 'a.p2m:7' is no place in a file",
    "M01_p_ff_KILLED_x_a.p2m:7:99999999999, line 2: 'a.p2m:7:99999999999' is no place in a file"
  })
  void malformedLineIsNamed(String line, String message) {
    byte[] bytes = (HEAD + line.replace("xen_4_8", "p").replace('_', '\t') + "\n")
        .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> ResultsFile.read(bytes, TOOL))
        .isInstanceOf(ResultsFile.MalformedException.class)
        .hasMessage(message);
  }

  @Test
  void lineThatIsCutOffIsNoResult() {
    byte[] bytes = ResultsFile.write(some(), TOOL);
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);

    assertThatThrownBy(() -> ResultsFile.read(cut, TOOL))
        .isInstanceOf(ResultsFile.MalformedException.class)
        .hasMessage("line 4: the end of the line is missing");
  }

  @Test
  void anotherFileIsNone() {
    assertThatThrownBy(() -> ResultsFile.read(new byte[] {1, 2, 3}, TOOL))
        .hasMessage("line 1: this is no file of results of a mutation run");
    assertThatThrownBy(() -> ResultsFile.read(new byte[0], TOOL))
        .isInstanceOf(ResultsFile.MalformedException.class);
  }
}
