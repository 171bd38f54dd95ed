package io.shatterproof.patched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks the machine in one place at a time, and runs the tests that have to notice. The same tests
 * pass on the same source without the patch, compiled and loaded in the same way.
 */
final class MachineFaultsTest {
  private static final Path TABLE = Path.of("..", "docs", "machine-faults.md");
  private static final String PROJECT = "io.shatterproof.";
  private static final String PASSING =
      "io.shatterproof.walk.Stage2WalkTest#aPageTranslatesAtLevel3";

  static List<MachineFault> faults() {
    return MachineFault.all();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isCaught(MachineFault fault) {
    String healthy = fault.healthy();
    ClassLoader asItIs = new PatchedClassLoader(SourceCompiler.compile(fault.source(), healthy));
    ClassLoader patched =
        new PatchedClassLoader(SourceCompiler.compile(fault.source(), fault.broken(healthy)));

    for (String test : fault.caughtBy()) {
      assertThat(TestRun.of(test, asItIs)).as(test).matches(TestRun::isPassed, "passes as it is");
      assertThat(TestRun.of(test, patched))
          .as(test)
          .matches(TestRun::isCaught, "fails by an assertion");
    }
  }

  @Test
  void theTableHasEveryFault() throws IOException {
    List<String> rows = Files.readAllLines(TABLE).stream()
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .toList();

    assertThat(rows)
        .containsExactlyElementsOf(faults().stream().map(MachineFaultsTest::row).toList());
  }

  private static String row(MachineFault fault) {
    String tests = fault.caughtBy().stream()
        .map(test -> "`" + test.substring(test.lastIndexOf('.') + 1).replace('#', '.') + "`")
        .collect(Collectors.joining(", "));
    String type =
        fault.source().substring(fault.source().lastIndexOf('/') + 1).replace(".java", "");
    return "| `%s` | %s | `%s` | %s | %s |"
        .formatted(fault.name(), fault.does(), type, fault.rule(), tests);
  }

  // That the check itself can fail.

  @Test
  void aPatchThatNothingNoticesIsNotCaught() {
    MachineFault fault = fault("final class TableWalk {", "final class TableWalk { // the same");

    ClassLoader patched = new PatchedClassLoader(
        SourceCompiler.compile(fault.source(), fault.broken(fault.healthy())));

    assertThat(TestRun.of(PASSING, patched).isCaught()).isFalse();
    assertThat(TestRun.of(PASSING, patched).isPassed()).isTrue();
  }

  @Test
  void aMachineThatBreaksDownIsNotCaught() {
    MachineFault fault =
        fault("level = startLevel;", "if (true) { throw new IllegalStateException(); }");

    ClassLoader patched = new PatchedClassLoader(
        SourceCompiler.compile(fault.source(), fault.broken(fault.healthy())));

    TestRun run = TestRun.of(PASSING, patched);
    assertThat(run.isPassed()).isFalse();
    assertThat(run.thrown()).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(run.isCaught()).isFalse();
  }

  @Test
  void aClassThatCannotBeLoadedIsNotCaught() {
    ClassLoader noClass = new PatchedClassLoader(
        Map.of(PROJECT + "walk.TableWalk", new byte[] {(byte) 0xca, (byte) 0xfe}));

    TestRun run = TestRun.of(PASSING, noClass);

    assertThat(run.isPassed()).isFalse();
    assertThat(run.isCaught()).isFalse();
  }

  @Test
  void whatIsReplacedStandsThereOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> broken("no such line", ""))
        .withMessageStartingWith("sample: io/shatterproof/walk/TableWalk.java does not have");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> broken("return", ""))
        .withMessageStartingWith("sample: io/shatterproof/walk/TableWalk.java has more than once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SourceCompiler.compile("A.java", "class A { int a = ; }"))
        .withMessageContaining("A.java");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestRun.of(PASSING + "x", getClass().getClassLoader()));
  }

  private static String broken(String original, String replacement) {
    MachineFault fault = fault(original, replacement);
    return fault.broken(fault.healthy());
  }

  private static MachineFault fault(String original, String replacement) {
    return MachineFault.parse(
        "sample",
        List.of(
            "does: Nothing.",
            "rule: none",
            "source: io/shatterproof/walk/TableWalk.java",
            "caught by: " + PASSING,
            "replace:",
            original,
            "with:",
            replacement));
  }
}
