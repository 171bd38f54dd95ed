package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** `--watch` with real files. */
@Timeout(15)
final class WatchOptionTest {
  private static final String WAITING = "--- waiting for changes of ";

  @TempDir
  private Path folder;

  private final Output out = new Output();
  private final StringWriter err = new StringWriter();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private Thread thread = new Thread();

  /** What was printed; others can wait for it. */
  private static final class Output extends StringWriter {
    private int read;

    @Override
    public void write(String text) {
      write(text, 0, text.length());
    }

    @Override
    public void write(String text, int offset, int length) {
      synchronized (getBuffer()) {
        super.write(text, offset, length);
        getBuffer().notifyAll();
      }
    }

    /** Everything from where the last call ended to the line that begins so. */
    String next(String end) throws InterruptedException {
      synchronized (getBuffer()) {
        int at = toString().indexOf(end, read);
        while (at < 0 || toString().indexOf('\n', at) < 0) {
          getBuffer().wait();
          at = toString().indexOf(end, read);
        }
        String text = toString().substring(read, at);
        read = toString().indexOf('\n', at) + 1;
        return text;
      }
    }
  }

  private void start(boolean terminal, String... args) {
    Console console =
        new Console(new PrintWriter(out, true), new PrintWriter(err, true), terminal, false);
    thread = new Thread(() -> exitCode.complete(Main.run(console, args)));
    thread.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  private int exitCode() throws InterruptedException, ExecutionException, TimeoutException {
    thread.interrupt();
    return exitCode.get(30, TimeUnit.SECONDS);
  }

  @Test
  void changeIsCheckedAgain() throws Exception {
    Path file = Path.of(Scenarios.write(folder, "a.p2m", Scenarios.GOOD));
    start(false, "check", "--watch", folder.toString());

    assertThat(out.next(WAITING))
        .isEqualTo("--- watching " + folder + "\n0 errors in 1 file, 1 vector\n");
    Files.writeString(file, Scenarios.BROKEN);
    String second = out.next(WAITING);

    assertThat(second).isEqualTo("--- changed: " + file + "\n");
    assertThat(err.toString()).contains("a.p2m:2:1: error[P2M");
    assertThat(exitCode()).isEqualTo(1);
  }

  @Test
  void editorsReplaceFilesByARename() throws Exception {
    Path file = Path.of(Scenarios.write(folder, "a.p2m", Scenarios.GOOD));
    start(false, "run", "--watch", file.toString());
    assertThat(out.next(WAITING)).contains("agree 2   disagree 0");

    Path fresh = Files.writeString(folder.resolve(".a.p2m.tmp"), Scenarios.FAILING);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(out.next(WAITING))
        .startsWith("--- changed: " + file + "\n")
        .contains("agree 0   disagree 1");
    assertThat(exitCode()).isEqualTo(1);
  }

  @Test
  void filesAndFoldersComeAndGo() throws Exception {
    Scenarios.write(folder, "a.p2m", Scenarios.GOOD);
    start(false, "check", "--watch", folder.toString());
    assertThat(out.next(WAITING)).contains("in 1 file, 1 vector");

    Path below = Files.createDirectories(folder.resolve("deep/er"));
    out.next(WAITING);
    Path added = Path.of(Scenarios.write(below, "b.p2m", Scenarios.FAILING));
    assertThat(lastBefore("in 2 files, 2 vectors")).isTrue();
    Files.delete(added);
    assertThat(lastBefore("in 1 file, 1 vector")).isTrue();
  }

  /** Several rounds may be one or more; the last of them is what counts. */
  private boolean lastBefore(String text) throws InterruptedException {
    while (!out.next(WAITING).contains(text)) {
      // an earlier round
    }
    return true;
  }

  @Test
  void importedFileIsWatchedToo() throws Exception {
    String board = Scenarios.BOARD.replace("language 1\n", "");
    Path parts = Files.createDirectory(folder.resolve("parts"));
    Path imported = Path.of(Scenarios.write(parts, "board.p2m", "language 1\n" + board));
    String importing = "language 1\nimport \"parts/board.p2m\"\n"
        + Scenarios.GOOD.substring(Scenarios.BOARD.length());
    String file = Scenarios.write(folder, "a.p2m", importing);
    start(false, "run", "--watch", file);
    assertThat(out.next(WAITING)).as(err.toString()).contains("agree 2 ");

    Files.writeString(imported, "language 1\n");

    assertThat(out.next(WAITING)).isEqualTo("--- changed: " + imported + "\n");
    assertThat(err.toString()).contains("a.p2m:5:13: error[P2M0203]: unknown domain");
  }

  @Test
  void otherFilesChangeNothing() throws Exception {
    Path file = Path.of(Scenarios.write(folder, "a.p2m", Scenarios.GOOD));
    start(false, "check", "--watch", folder.toString());
    out.next(WAITING);

    Files.writeString(folder.resolve("notes.txt"), "x");
    Files.writeString(folder.resolve("a.p2m~"), "x");
    Files.createSymbolicLink(folder.resolve(".#a.p2m"), Path.of("somebody@somewhere"));
    Files.writeString(file, Scenarios.GOOD + "\n");

    assertThat(out.next(WAITING))
        .isEqualTo("--- changed: " + file + "\n0 errors in 1 file, 1 vector\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void fileThatIsDeletedMayComeAgain() throws Exception {
    Path file = Path.of(Scenarios.write(folder, "a.p2m", Scenarios.GOOD));
    start(false, "check", "--watch", file.toString());
    out.next(WAITING);

    Files.delete(file);
    out.next(WAITING);
    assertThat(err.toString()).contains("a.p2m");
    Files.writeString(file, Scenarios.GOOD);

    assertThat(out.next(WAITING)).endsWith("0 errors in 1 file, 1 vector\n");
    assertThat(exitCode()).isZero();
  }

  @Test
  void wholeFolderMayGoAndComeAgain() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path file = Path.of(Scenarios.write(inner, "a.p2m", Scenarios.GOOD));
    start(false, "check", "--watch", inner.toString());
    out.next(WAITING);

    Files.delete(file);
    Files.delete(inner);
    out.next(WAITING);
    Files.createDirectory(inner);
    Files.writeString(file, Scenarios.GOOD);

    assertThat(lastBefore("0 errors in 1 file, 1 vector\n")).isTrue();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void programOfARoundEndsWithIt() throws Exception {
    Path file = Path.of(Scenarios.write(folder, "a.p2m", Scenarios.GOOD));
    Path pids = folder.resolve("pids");
    String noted = """
        *'"call":"hello"'*)
          echo $$ >> '%s'
          echo '{"result":"hello","protocol":"1.0","name":"noted","capabilities":["p2m"]}' ;;
        """.formatted(pids);
    String command = "sh " + Programs.scripted(folder, noted).line();
    start(false, "run", "--watch", "--provider-command", command, file.toString());
    out.next(WAITING);

    Files.writeString(file, Scenarios.GOOD + "\n");
    out.next(WAITING);

    assertThat(Files.readAllLines(pids))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(pid -> assertThat(ProcessHandle.of(Long.parseLong(pid))
                .flatMap(program -> program.info().commandLine())) // a zombie has none
            .isEmpty());
  }

  @Test
  void terminalIsClearedBeforeEachRound() throws Exception {
    Scenarios.write(folder, "a.p2m", Scenarios.GOOD);
    start(true, "check", "--watch", folder.toString());

    assertThat(out.next(WAITING)).startsWith("\u001b[H\u001b[2J\u001b[3J--- watching " + folder);
  }

  @Test
  void documentOnTheStandardOutputIsForOneRound() throws IOException {
    String file = Scenarios.write(folder, "a.p2m", Scenarios.GOOD);

    assertThat(Shell.run("check", "--watch", "--diagnostics", "json", file).err())
        .isEqualTo("shatterproof: --watch and --diagnostics without --diagnostics-file exclude each"
            + " other\n");
  }
}
