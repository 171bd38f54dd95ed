package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whoever ends the judge has ended everything. */
final class InterruptedJudgeTest {
  @TempDir
  private Path folder;

  @Test
  @Timeout(120)
  @DisabledOnOs(OS.WINDOWS)
  void nothingIsLeftBehind() throws IOException, InterruptedException {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Path results = Files.createDirectory(folder.resolve("results"));
    Path pid = folder.resolve("pid");
    Path program = Path.of(Programs.scripted(
            folder,
            "    *'\"call\":\"unmap\"'*) sleep 300 & echo $! > '" + pid + ".new'; mv '" + pid
                + ".new' '" + pid + "'; wait ;;")
        .words()
        .get(1));
    Path set = folder.resolve("set.p2mv");
    String scenario = Scenarios.write(folder, "good.p2m", """
        language 1
        platform board { pes 2  pa 40 bits  walker coherent }
        domain guest on board {
            p2m xen_4_8  granule 4K  ipa 39 bits  start level 1
            operated by pe 0  runs on pe 1
        }
        scenario "remove" {
            when pe 0 { unmap guest 0x1000 size 4K   returns 0 }
            then { lookup guest 0x1000 is hole }
        }
        """);
    assertThat(Shell.run("compile", scenario, "--vectors", set.toString()).exitCode())
        .isZero();

    Process judge = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            "io.shatterproof.cli.Main",
            "replay",
            "--timeout",
            "300",
            "--provider-command",
            "sh " + program,
            "--report",
            "jsonl:" + results.resolve("results.jsonl"),
            set.toString()))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .start();
    while (judge.isAlive() && Files.notExists(pid)) {
      Thread.sleep(50);
    }
    assertThat(judge.isAlive()).as(Files.readString(folder.resolve("out.txt"))).isTrue();
    assertThat(filesIn(results)).as("results on their way").hasSize(1);

    judge.destroy(); // SIGTERM, which does what Ctrl-C does
    assertThat(judge.waitFor(30, TimeUnit.SECONDS)).isTrue();

    ProgramFailuresTest.assertHasEnded(pid);
    assertThat(filesIn(results)).isEmpty();
    assertThat(filesIn(temporary)).isEmpty();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
