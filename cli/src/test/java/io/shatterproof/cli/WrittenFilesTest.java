package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No command destroys what it reads. */
final class WrittenFilesTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    Scenarios.write(folder, "s.p2m", Scenarios.GOOD);
    assertThat(run("compile DIR/s.p2m --vectors DIR/v.p2mv").exitCode()).isZero();
    assertThat(run("replay DIR/v.p2mv --report jsonl:DIR/r.jsonl").exitCode()).isZero();
    Files.writeString(folder.resolve("known"), "# nothing yet\n");
  }

  private Shell.Outcome run(String line) {
    return Shell.run(line.replace("DIR", folder.toString()).split(" ", -1));
  }

  private String content(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compile DIR/s.p2m --vectors DIR/s.p2m",
        "compile DIR --vectors DIR/s.p2m",
        "compile DIR/s.p2m --vectors DIR/x.p2mv --diagnostics json --diagnostics-file DIR/s.p2m",
        "check DIR/s.p2m --diagnostics json --diagnostics-file DIR/s.p2m",
        "check DIR --diagnostics sarif --diagnostics-file DIR/none/../s.p2m",
        "export DIR/s.p2m --to DIR/x.p2mv --diagnostics json --diagnostics-file DIR/s.p2m",
        "run DIR/s.p2m --report jsonl:DIR/s.p2m",
        "run DIR --report jsonl:DIR/s.p2m",
        "faults DIR/s.p2m --fault M05 --report DIR/s.p2m",
        "faults DIR/s.p2m --fault M05 --sidecar DIR/s.p2m",
      })
  void scenariosAreKept(String line) throws IOException {
    Shell.Outcome outcome = run(line);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("would overwrite " + folder).hasLineCount(1);
    assertThat(content("s.p2m")).isEqualTo(Scenarios.GOOD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show DIR/v.p2mv --to DIR/v.p2mv",
        "replay DIR/v.p2mv --report tap:DIR/v.p2mv",
        "minimize DIR/v.p2mv --provider M05 --to DIR/v.p2mv",
        "replay DIR/v.p2mv --known-failures DIR/known --report tap:DIR/known",
        "replay DIR/v.p2mv --log DIR/known --report tap:DIR/known",
        "results show DIR/r.jsonl --report junit:DIR/r.jsonl",
        "results merge DIR/r.jsonl --to DIR/r.jsonl",
        "results merge DIR/r.jsonl --to DIR/x.jsonl --report tap:DIR/r.jsonl",
      })
  void whatIsReadIsKept(String line) throws IOException {
    String vectors = content("v.p2mv");
    String results = content("r.jsonl");

    Shell.Outcome outcome = run(line);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("would overwrite " + folder).hasLineCount(1);
    assertThat(content("v.p2mv")).isEqualTo(vectors);
    assertThat(content("r.jsonl")).isEqualTo(results);
    assertThat(content("known")).isEqualTo("# nothing yet\n");
  }

  @Test
  void linksAreFollowed() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("v.p2mv"));

    assertThat(run("replay DIR/v.p2mv --report jsonl:DIR/link").err())
        .contains("would overwrite " + folder.resolve("v.p2mv"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "results merge DIR/r.jsonl --to DIR/x --report junit:DIR/x",
        "run DIR/s.p2m --report junit:DIR/x --diagnostics json --diagnostics-file DIR/x",
        "compile DIR/s.p2m --vectors DIR/x --diagnostics json --diagnostics-file DIR/x",
        "faults DIR/s.p2m --fault M05 --report DIR/x --sidecar DIR/./x",
      })
  void eachOutputHasAFileOfItsOwn(String line) {
    Shell.Outcome outcome = run(line);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("two outputs go to " + folder);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void whatIsMeantToBeReplacedIs() {
    assertThat(run("compile DIR/s.p2m --vectors DIR/v.p2mv").exitCode()).isZero();
    assertThat(run("show DIR/v.p2mv --to DIR/s.p2m").exitCode()).isZero();
    assertThat(run("merge DIR/v.p2mv DIR/v.p2mv --to DIR/v.p2mv").exitCode()).isZero();
    assertThat(run("replay DIR/v.p2mv --known-failures DIR/known --write-known-failures DIR/known")
            .exitCode())
        .isZero();
  }

  @Test
  void theStandardInputIsNotTheStandardOutput() {
    Shell.Outcome outcome = Shell.runWith(Scenarios.GOOD, "run", "--format", "json", "-");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("{\"format\":\"p2m-results\"");
  }
}
