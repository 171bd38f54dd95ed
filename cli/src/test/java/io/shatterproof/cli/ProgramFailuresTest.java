package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.harness.Foreseeing;
import io.shatterproof.harness.ForwardingProvider;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.harness.remote.ProgramCommand;
import io.shatterproof.harness.remote.RemoteProgramException;
import io.shatterproof.harness.remote.RemoteProvider;
import io.shatterproof.harness.remote.RunAhead;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.ConformanceVector;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that hang, die or answer nonsense when they hear of one page: the vector about it has a
 * clear verdict, and those before and behind it are judged as if nothing had been.
 */
final class ProgramFailuresTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String TRIGGER = "    *'\"call\":\"unmap\"'*'\"0x666000\"'*) %s ;;";

  @TempDir
  private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '~', quoteCharacter = '"', textBlock = """
      exit 3                                                   ~ ended with exit code 3
      kill -9 $$                                               ~ ended with exit code 137
      echo hello there                                         ~ `hello there`
      echo '{"return":0}'                                      ~ no line of the protocol
      printf '{"result":"unm'; exit 0                          ~ in the middle of a line
      head -c 70000 /dev/zero | tr '\\0' x                     ~ line of more than 65536 bytes
      run=999; answer ',"returns":0'                           ~ run 999
      n=0; answer ',"returns":0'                               ~ n 0
      call=map; answer ',"returns":0'                          ~ the result of `map`
      answer ',"returns":"0"'                                  ~ `returns` is not a whole number
      answer ',"returns":0.5'                                  ~ `returns` is no string, whole number
      answer ',"returns":99999999999999999999'                 ~ does not fit into 64 bits
      answer ',"returns":{"code":0}'                           ~ `returns` is no string, whole number
      answer ',"returns":0,"returns":0'                        ~ `returns` is there twice
      answer ''                                                ~ `returns` is missing
      answer ',"returns":0,"note":"fine"'                      ~ `note` is not known here
      echo "$(answer ',"returns":0'; answer ',"returns":0')"   ~ what nobody asked
      answer ',"failed":"out of luck"'                         ~ crashed in unmap: it says: out of luck
      echo '{"event":"party","pe":0}'; answer ',"returns":0'   ~ `event` is "party"
      echo '{"event":"dsb","pe":5000,"option":"sy"}'; answer ',"returns":0' ~ `pe` is 5000
      echo '{"event":"dsb","pe":0}'; answer ',"returns":0'     ~ `option` is missing
      printf '{"result":"\\377\\376"}\\n'                      ~ a line is no JSON
      yes words | head -c 3000000 >&2; echo over >&2; exit 1   ~ words / words / over
      """)
  void onlyTheVectorConcernedCrashes(String trick, String message)
      throws IOException, RemoteProgramException, InterruptedException {
    for (boolean ahead : new boolean[] {false, true}) {
      List<Result> results = run(
          Programs.scripted(folder, TRIGGER.formatted(trick)),
          LONG,
          ahead,
          Programs.removals("0x1000", "0x2000", "0x66_6000", "0x3000", "0x4000"));

      assertThat(results)
          .extracting(Result::verdict)
          .containsExactly(
              Verdict.AGREE, Verdict.AGREE, Verdict.CRASH, Verdict.AGREE, Verdict.AGREE);
      assertThat(results.get(2).reason()).contains(message);
    }
  }

  @Test
  void silenceIsATimeoutThatNamesTheCall()
      throws IOException, RemoteProgramException, InterruptedException {
    for (boolean ahead : new boolean[] {false, true}) {
      Path pid = folder.resolve("pid");
      List<Result> results = run(
          Programs.scripted(
              folder,
              TRIGGER.formatted("echo musing >&2; sleep 300 & echo $! > '" + pid + "'; wait")),
          Duration.ofSeconds(2),
          ahead,
          Programs.removals("0x1000", "0x66_6000", "0x3000"));

      assertThat(results)
          .extracting(Result::verdict)
          .containsExactly(Verdict.AGREE, Verdict.TIMEOUT, Verdict.AGREE);
      assertThat(results.get(1).reason())
          .contains("no answer within 2000 ms")
          .contains(ahead ? "silent in `unmap` and was ended; its last words: musing" : "2000 ms");
      assertHasEnded(pid);
    }
  }

  static void assertHasEnded(Path pid) throws IOException, InterruptedException {
    long number = Long.parseLong(Files.readString(pid).strip());
    for (int i = 0; i < 50 && isAlive(number); i++) {
      Thread.sleep(100); // to be killed takes a moment
    }
    assertThat(isAlive(number)).as("what it started still runs").isFalse();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(started -> started.info().commandLine()) // a zombie has none
        .isPresent();
  }

  /** Its standard output stays open: whoever waits for its end there waits for ever. */
  @Test
  void programIsOverWithItsFirstProcess()
      throws IOException, RemoteProgramException, InterruptedException {
    for (boolean ahead : new boolean[] {false, true}) {
      Path pid = folder.resolve("orphan" + ahead);
      List<Result> results = run(
          Programs.scripted(
              folder, TRIGGER.formatted("sleep 300 & echo $! > '" + pid + "'; exit 7")),
          Duration.ofSeconds(60),
          ahead,
          Programs.removals("0x1000", "0x66_6000", "0x3000"));

      assertThat(results)
          .extracting(Result::verdict)
          .containsExactly(Verdict.AGREE, Verdict.CRASH, Verdict.AGREE);
      assertThat(results.get(1).reason())
          .contains("ended with exit code 7, while something that it started holds its standard"
              + " output open");
      assertHasEnded(pid);
    }
  }

  /** Whoever started it has ended before it is looked for. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void orphansEndWithTheProgram() throws IOException, RemoteProgramException, InterruptedException {
    Path pid = folder.resolve("orphan");
    String orphan = "(sleep 300 > /dev/null 2>&1 & echo $! > '" + pid + "')";

    List<Result> results = run(
        Programs.scripted(folder, TRIGGER.formatted(orphan + "; answer ',\"returns\":0'")),
        LONG,
        false,
        Programs.removals("0x66_6000"));

    assertThat(results).extracting(Result::verdict).containsExactly(Verdict.AGREE);
    assertHasEnded(pid);
  }

  @Test
  void floodIsNoSilence() throws IOException, RemoteProgramException, InterruptedException {
    String flood =
        "while :; do echo '{\"event\":\"dsb\",\"pe\":0,\"option\":\"sy\"}'; sleep 0.01; done";

    List<Result> results = run(
        Programs.scripted(folder, TRIGGER.formatted(flood)),
        Duration.ofSeconds(2),
        true,
        Programs.removals("0x1000", "0x66_6000", "0x3000"));

    assertThat(results)
        .extracting(Result::verdict)
        .containsExactly(Verdict.AGREE, Verdict.TIMEOUT, Verdict.AGREE);
    assertThat(results.get(1).reason())
        .containsPattern("the program wrote [0-9]{4,} bytes without a result in `unmap`");
  }

  /** What was foreseen behind the call that ended a vector, the judge would not have asked. */
  @ParameterizedTest
  @ValueSource(strings = {"exit 3", "sleep 300"})
  void callsThatNobodyWantsCostNoVectorAnything(String trick)
      throws IOException, RemoteProgramException, InterruptedException {
    String overEarly = TRIGGER.formatted("answer ',\"unsupported\":\"this\"'")
        + "\n    *'\"call\":\"lookup\"'*'\"0x666000\"'*) " + trick + " ;;";

    for (String[] behind : new String[][] {{"0x3000"}, {"0x3000", "0x4000"}}) {
      List<String> pages = new ArrayList<>(List.of("0x1000", "0x66_6000"));
      pages.addAll(List.of(behind));
      List<Result> results = run(
          Programs.scripted(folder, overEarly),
          Duration.ofSeconds(2),
          true,
          Programs.removals(pages.toArray(new String[0])));

      assertThat(results.get(1).verdict()).isEqualTo(Verdict.UNSUPPORTED);
      results.remove(1);
      assertThat(results).extracting(Result::verdict).containsOnly(Verdict.AGREE);
    }
  }

  /** What the judge spends on events is not counted as time, but they are. */
  @Test
  void eventsWithoutEndAreACrashThatSaysSo()
      throws IOException, RemoteProgramException, InterruptedException {
    System.setProperty("shatterproof.events", "1000");
    try {
      for (boolean ahead : new boolean[] {false, true}) {
        List<Result> results = run(
            Programs.scripted(folder, TRIGGER.formatted("yes '{\"event\":\"isb\",\"pe\":0}'")),
            LONG,
            ahead,
            Programs.removals("0x1000", "0x66_6000", "0x3000"));

        assertThat(results)
            .extracting(Result::verdict)
            .containsExactly(Verdict.AGREE, Verdict.CRASH, Verdict.AGREE);
        assertThat(results.get(1).reason()).contains("more than 1000 events in one run");
      }
    } finally {
      System.clearProperty("shatterproof.events");
    }
  }

  /** The clock goes while an answer is awaited, and stands while it is read and judged. */
  @Test
  void slowJudgeIsNoTimeout() throws IOException, RemoteProgramException {
    String trick = TRIGGER.formatted(
        "echo '{\"event\":\"dsb\",\"pe\":0,\"option\":\"sy\"}'; answer ',\"returns\":0'");
    try (RemoteProvider program = RemoteProvider.start(Programs.scripted(folder, trick), LONG)) {
      P2mProvider judgedSlowly = new ForwardingProvider(program) {
        @Override
        public P2mSession open(Platform platform, String profile, EventSink events) {
          return program.open(platform, profile, slow(events));
        }
      };

      assertThat(new VectorRunner(judgedSlowly, Duration.ofSeconds(2))
              .run(Programs.removals("0x66_6000").get(0)))
          .extracting(Result::verdict)
          .containsExactly(Verdict.AGREE);
    }
  }

  private static EventSink slow(EventSink events) {
    return (EventSink) Proxy.newProxyInstance(
        EventSink.class.getClassLoader(),
        new Class<?>[] {EventSink.class},
        (proxy, event, args) -> {
          Thread.sleep(3000);
          return event.invoke(events, args);
        });
  }

  @Test
  void whatIsLackingIsUnsupported()
      throws IOException, RemoteProgramException, InterruptedException {
    for (boolean ahead : new boolean[] {false, true}) {
      List<Result> results = run(
          Programs.scripted(folder, TRIGGER.formatted("answer ',\"unsupported\":\"devils\"'")),
          LONG,
          ahead,
          Programs.removals("0x66_6000", "0x3000"));

      assertThat(results)
          .extracting(Result::verdict)
          .containsExactly(Verdict.UNSUPPORTED, Verdict.AGREE);
      assertThat(results.get(0).reason()).isEqualTo("the implementation does not have devils");
    }
  }

  /** It dies only where further calls are on the way; each vector alone passes. */
  @Test
  void failureThatNoVectorHasAloneIsNotForgotten()
      throws IOException, RemoteProgramException, InterruptedException {
    String trick = "    *'\"0x666000\"'*'\"more\":true'*) exit 9 ;;";

    List<Result> results = run(
        Programs.scripted(folder, trick),
        LONG,
        true,
        Programs.removals("0x1000", "0x66_6000", "0x3000", "0x4000"));

    assertThat(Collections.frequency(results.stream().map(Result::verdict).toList(), Verdict.CRASH))
        .isEqualTo(1);
    assertThat(results.stream().map(Result::reason).filter(reason -> !reason.isEmpty()))
        .singleElement()
        .asString()
        .contains("ended with exit code 9");
  }

  @Test
  void programThatFailsOverAndOverIsGivenUp()
      throws IOException, RemoteProgramException, InterruptedException {
    for (boolean ahead : new boolean[] {false, true}) {
      Path starts = folder.resolve("starts" + ahead);
      String trick = "    *'\"call\":\"hello\"'*) echo x >> '" + starts + "'; "
          + "echo '{\"result\":\"hello\",\"protocol\":\"1.0\",\"name\":\"a\","
          + "\"capabilities\":[\"p2m\"]}' ;;\n"
          + "    *'\"call\":\"unmap\"'*) exit 1 ;;";
      String[] pages = new String[40];
      for (int i = 0; i < pages.length; i++) {
        pages[i] = "0x" + Integer.toHexString((i + 1) << 12);
      }

      List<Result> results =
          run(Programs.scripted(folder, trick), LONG, ahead, Programs.removals(pages));

      assertThat(results).hasSize(40).allMatch(result -> result.verdict() == Verdict.CRASH);
      assertThat(results) // not always the last: it may have begun before the others had failed
          .filteredOn(
              result -> result.reason().matches("(?s).*1[0-9] times in a row and is not started.*"))
          .hasSizeGreaterThanOrEqualTo(20);
      assertThat(Files.readAllLines(starts)).hasSizeBetween(10, 20);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '~', quoteCharacter = '"', textBlock = """
      exit 1                                                                    ~ ended with exit code 1
      echo Welcome!                                                             ~ `Welcome!`
      echo '{"result":"hello","protocol":"2.0","name":"a"}'                     ~ it speaks protocol 2.0, and here 1.0 is spoken
      echo '{"result":"hello","protocol":"1.1","name":"a"}'                     ~ it speaks protocol 1.1
      echo '{"result":"hello","refused":"I speak 0.9"}'                         ~ it refuses: I speak 0.9
      echo '{"result":"hello","protocol":"1.0"}'                                ~ `name` is missing
      echo '{"result":"hello","protocol":"1.0","name":"a b"}'                   ~ `name` is "a b"
      echo '{"result":"hello","protocol":"1.0","name":"a","capabilities":["x"]}' ~ `capabilities` is "x"
      echo '{"result":"hello","protocol":"1.0","name":"a","wings":true}'        ~ `wings` is not known here
      sleep 100                                                                 ~ said nothing for 1000 ms
      """)
  void whoDoesNotIntroduceItselfIsRefusedInOneLine(String trick, String message)
      throws IOException {
    ProgramCommand command =
        Programs.scripted(folder, "    *'\"call\":\"hello\"'*) " + trick + " ;;");

    assertThatThrownBy(() -> RemoteProvider.start(command, Duration.ofSeconds(1)))
        .isInstanceOf(RemoteProgramException.class)
        .hasMessageStartingWith("the program sh does not introduce itself: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  /** Nobody asks it anything. */
  @Test
  void programEndsWhereASetIsBad() throws IOException, InterruptedException {
    Path pid = folder.resolve("pid");
    Path bad = Files.writeString(folder.resolve("bad.p2mv"), "no vectors");
    ProgramCommand command = Programs.scripted(
        folder, "    *'\"call\":\"nothing\"'*) ;;\nesac; echo $$ > '" + pid + "'; case $line in");

    Shell.Outcome outcome =
        Shell.run("replay", "--provider-command", "sh " + command.words().get(1), bad.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("bad.p2mv:1:");
    assertHasEnded(pid);
  }

  /** A vector that nobody can plan is judged all the same, and so are those behind it. */
  @Test
  void vectorWithoutAPlanIsJudgedCallByCall()
      throws IOException, RemoteProgramException, InterruptedException {
    List<ConformanceVector> vectors = Programs.removals("0x1000", "0x2000", "0x3000");
    List<Result> all = new ArrayList<>();
    try (RemoteProvider program = RemoteProvider.start(Programs.scripted(folder, ""), LONG)) {
      new RunAhead(new PlansNotTheSecond(program), LONG)
          .run(vectors.iterator(), judged -> all.addAll(judged.results()));
    }

    assertThat(all)
        .extracting(Result::verdict)
        .containsExactly(Verdict.AGREE, Verdict.AGREE, Verdict.AGREE);
  }

  private static final class PlansNotTheSecond extends ForwardingProvider implements Foreseeing {
    private final RemoteProvider program;
    private int begun;

    PlansNotTheSecond(RemoteProvider program) {
      super(program);
      this.program = program;
    }

    @Override
    public PendingRun begin(ConformanceVector vector, Duration timeout) {
      if (++begun == 2) {
        throw new ArithmeticException("no plan");
      }
      return program.begin(vector, timeout);
    }
  }

  @Test
  void programThatIsNotThereIsAWrongCommandLine() throws IOException {
    String good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);

    Shell.Outcome outcome = Shell.run("run", "--provider-command", "no-such-program", good);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo("shatterproof: --provider-command: the program no-such-program cannot be"
            + " started: No such file or directory\n");
  }

  @Test
  void commandIsSplitAtBlanksOutsideOfQuotes() {
    assertThat(ProgramCommand.parse("a  'b c'd\t\"e 'f\" '' \\ $x | y").words())
        .containsExactly("a", "b cd", "e 'f", "", "\\", "$x", "|", "y");
    assertThatThrownBy(() -> ProgramCommand.parse("a 'b"))
        .hasMessage("the quote ' in the command has no end");
    assertThatThrownBy(() -> ProgramCommand.parse("  ")).hasMessage("the command names no program");
  }

  private static List<Result> run(
      ProgramCommand command, Duration timeout, boolean ahead, List<ConformanceVector> vectors)
      throws RemoteProgramException, InterruptedException {
    List<Result> all = new ArrayList<>();
    try (RemoteProvider program = RemoteProvider.start(command, timeout.multipliedBy(2))) {
      if (ahead) {
        new RunAhead(program, timeout)
            .run(vectors.iterator(), judged -> all.addAll(judged.results()));
      } else {
        VectorRunner runner = new VectorRunner(program, timeout);
        vectors.forEach(vector -> all.addAll(runner.run(vector)));
      }
    }
    return all;
  }
}
