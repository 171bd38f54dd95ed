package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logs as consoles leave them: with other text between, cut, garbled, out of order, of other sets.
 */
final class ObservationLogTest {
  @TempDir
  private Path folder;

  private Path set = Path.of("");
  private String digest = "";
  private List<String> ids = List.of();

  /** Two vectors; a removal, and a look-up of nothing. */
  @BeforeEach
  void exportTwoVectors() throws IOException {
    Path source = Files.writeString(folder.resolve("removals.p2m"), """
        language 1
        platform board { pes 2  pa 40 bits  walker coherent }
        domain guest on board {
            p2m xen_4_8  granule 4K  ipa 39 bits  start level 1
            operated by pe 0  runs on pe 1
        }
        scenario "first" {
            when pe 0 { unmap guest 0x40000000 size 4K   returns 0 }
            then { lookup guest 0x40000000 is hole }
        }
        scenario "second" {
            when pe 0 { unmap guest 0x80000000 size 4K   returns 0 }
            then { lookup guest 0x80000000 is hole }
        }
        """);
    set = folder.resolve("set.p2mv");
    Shell.run("export", source.toString(), "--to", set.toString());
    Shell.run("export", "--c", "--capability", "p2m", set.toString(), "--to", folder + "/c");
    String c = Files.readString(folder.resolve("c/shatterproof_vectors.c"));
    digest = found(c, "sp_vectors = \\{\"([0-9a-f]{16})\"").get(0);
    ids = found(c, "\\{\"([0-9a-f]{16})\", \"(?:first|second)\", calls_");
  }

  private static List<String> found(String text, String pattern) {
    List<String> all = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }

  private List<String> log() {
    List<String> lines = new ArrayList<>();
    lines.add(head("1.0", digest));
    for (String id : ids) {
      lines.addAll(vector(id));
    }
    lines.add(line("set 1 {\"end\":\"set\",\"vectors\":2}"));
    return lines;
  }

  private static String head(String version, String digest) {
    return line("set 0 {\"log\":\"" + version + "\",\"digest\":\"" + digest
        + "\",\"vectors\":2,\"capabilities\":\"p2m\",\"implementation\":\"mine\"}");
  }

  private static List<String> vector(String id) {
    return List.of(
        line(id + " 0 {\"result\":\"run\"}"),
        line(id + " 1 {\"result\":\"create_domain\",\"vttbr\":\"0x1000040000000\"}"),
        line(id + " 2 {\"result\":\"unmap\",\"returns\":0}"),
        line(id + " 3 {\"result\":\"lookup\",\"mapped\":false}"),
        line(id + " 4 {\"end\":\"vector\",\"calls\":4}"));
  }

  private static String line(String text) {
    int crc = -1;
    for (byte letter : text.getBytes(StandardCharsets.US_ASCII)) {
      crc ^= letter;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb88320;
      }
    }
    return "sp: " + text + " " + "%08x".formatted(~crc);
  }

  private Shell.Outcome replay(List<String> lines) throws IOException {
    Path log = folder.resolve("log.txt");
    Files.writeString(log, String.join("\n", lines) + "\n", StandardCharsets.ISO_8859_1);
    return Shell.run("replay", "-v", "--log", log.toString(), set.toString());
  }

  @Test
  void wholeLogAgrees() throws IOException {
    Shell.Outcome outcome = replay(log());

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("on mine").contains("  agree 2   disagree 0");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void otherTextBetweenAndBeforeLinesIsPassedOver() throws IOException {
    List<String> noisy = new ArrayList<>(List.of("U-Boot 2026.01", "\u00ff\u00fe\u0000"));
    for (String line : log()) {
      noisy.add("[    4.711] " + line + "\r");
      noisy.add("random: crng init done");
      noisy.add("sp: not a line of the driver, though it has its mark".replace("sp: ", "asp: x"));
    }

    assertThat(replay(noisy).out()).contains("  agree 2   disagree 0");
  }

  @Test
  void linesOfVectorsMayStandBetweenEachOther() throws IOException {
    List<String> lines = new ArrayList<>(List.of(head("1.0", digest)));
    for (int i = 0; i < vector(ids.get(0)).size(); i++) {
      lines.add(vector(ids.get(0)).get(i));
      lines.add(vector(ids.get(1)).get(i));
    }
    lines.add(line("set 1 {\"end\":\"set\",\"vectors\":2}"));

    assertThat(replay(lines).out()).contains("  agree 2   disagree 0");
  }

  /**
   * What is judged one by one is not held in memory; what is of one vector is, so it has a limit.
   */
  @Test
  void observationsLeaveNothingBehind() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    replay(log());

    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".observations"));
    }
  }

  /** Each is a session of its own, one behind the other. */
  @Test
  void everyOrderIsJudged() throws IOException {
    Path source = Files.writeString(folder.resolve("orders.p2m"), """
        language 1
        platform board { pes 3  pa 40 bits  walker coherent }
        domain guest on board {
            p2m xen_4_8  granule 4K  ipa 39 bits  start level 1
            operated by pe 0  runs on pe 1
        }
        scenario "first" {
            when pe 0 { unmap guest 0x40000000 size 4K } and pe 2 { unmap guest 0x40000000 size 8K }
            then { lookup guest 0x40000000 is hole }
        }
        """);
    set = folder.resolve("orders.p2mv");
    assertThat(Shell.run("export", source.toString(), "--to", set.toString()).err())
        .isEmpty();
    Shell.run(
        "export",
        "--c",
        "--capability",
        "p2m",
        "--capability",
        "multi-pe",
        set.toString(),
        "--to",
        folder + "/orders");
    String c = Files.readString(folder.resolve("orders/shatterproof_vectors.c"));

    assertThat(replay(orders(c, "\"mapped\":false", "\"mapped\":false")).out())
        .contains("  agree 1 ");
    Shell.Outcome second = replay(
        orders(c, "\"mapped\":false", "\"mapped\":true,\"pa\":\"0x80000000\",\"perm\":\"rw\""));
    assertThat(second.out()).contains("disagree 1 ", "expected hole");
    assertThat(replay(orders(c, "\"mapped\":false")).out())
        .contains("could-not-judge 1 ", "the log has no result of `run`");
    assertThat(replay(orders(c, "\"mapped\":false", "\"mapped\":false", "\"mapped\":true"))
            .out())
        .contains("could-not-judge 1 ", "the log has 15 results of 10 calls");
  }

  /** A log with what the look-up answers in each order. */
  private static List<String> orders(String c, String... lookups) {
    String id = found(c, "\\{\"([0-9a-f]{16})\", \"first\", calls_").get(0);
    List<String> lines = new ArrayList<>(List.of(line("set 0 {\"log\":\"1.0\",\"digest\":\""
        + found(c, "sp_vectors = \\{\"([0-9a-f]{16})\"").get(0)
        + "\",\"vectors\":1,\"capabilities\":\"p2m multi-pe\",\"implementation\":\"mine\"}")));
    int number = 0;
    for (String lookup : lookups) {
      for (String result : List.of(
          "\"run\"",
          "\"create_domain\",\"vttbr\":\"0x1000040000000\"",
          "\"unmap\",\"returns\":0",
          "\"unmap\",\"returns\":0",
          "\"lookup\"," + lookup)) {
        lines.add(line(id + " " + number++ + " {\"result\":" + result + "}"));
      }
    }
    lines.add(line(id + " " + number + " {\"end\":\"vector\",\"calls\":10}"));
    lines.add(line("set 1 {\"end\":\"set\",\"vectors\":1}"));
    return lines;
  }

  @Test
  void wrongAnswerDisagrees() throws IOException {
    List<String> lines = log();
    lines.set(
        4,
        line(ids.get(0)
            + " 3 {\"result\":\"lookup\",\"mapped\":true,\"pa\":\"0x80000000\",\"perm\":\"rw\"}"));

    Shell.Outcome outcome = replay(lines);

    assertThat(outcome.out()).contains("  agree 1   disagree 1").contains("expected hole");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void lostLineCostsItsVectorOnly() throws IOException {
    List<String> lines = log();
    lines.remove(3);

    Shell.Outcome outcome = replay(lines);

    assertThat(outcome.out())
        .contains("observation 2 is missing before line 4 of the log")
        .contains("  agree 1   disagree 0")
        .contains("could-not-judge 1");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void garbledLineIsNotBelieved() throws IOException {
    List<String> lines = log();
    lines.set(3, lines.get(3).replace("\"returns\":0", "\"returns\":1"));

    Shell.Outcome outcome = replay(lines);

    assertThat(outcome.err()).contains("1 line is damaged");
    assertThat(outcome.out()).contains("could-not-judge 1");
  }

  @Test
  void linesOutOfOrderAreNotBelieved() throws IOException {
    List<String> lines = log();
    Collections.swap(lines, 3, 4);

    assertThat(replay(lines).out()).contains("observation 2 is missing before line 4 of the log");
  }

  @Test
  void lineThereTwiceIsNotBelieved() throws IOException {
    List<String> lines = log();
    lines.add(4, lines.get(3));

    assertThat(replay(lines).out())
        .contains("line 5 of the log is out of order or there twice: observation 2 behind 2");
  }

  @Test
  void vectorThereTwiceIsNotBelieved() throws IOException {
    List<String> lines = log();
    lines.addAll(lines.size() - 1, vector(ids.get(1)));

    assertThat(replay(lines).out())
        .contains("it is in the log twice, the second time from line 12 on");
  }

  @Test
  void cutLogSaysSo() throws IOException {
    Shell.Outcome outcome = replay(log().subList(0, 9));

    assertThat(outcome.err()).contains("the log has no end");
    assertThat(outcome.out())
        .contains("its end is missing: the last observation in the log is 2")
        .contains("could-not-judge 1");
  }

  @Test
  void vectorThatIsNotThereIsNotJudged() throws IOException {
    List<String> lines = log();
    lines.subList(6, 11).clear();

    Shell.Outcome outcome = replay(lines);

    assertThat(outcome.err()).contains("the log has observations of 1 of 2 vectors");
    assertThat(outcome.out()).contains("the log has nothing of it").contains("could-not-judge 1");
  }

  @Test
  void resultOfAnotherCallIsNotJudged() throws IOException {
    List<String> lines = log();
    lines.set(4, line(ids.get(0) + " 3 {\"result\":\"unmap\",\"returns\":0}"));

    assertThat(replay(lines).out())
        .contains("the log has a result of `unmap` where that of `lookup` was to come")
        .contains("could-not-judge 1");
  }

  /** The answer to the second look-up would be taken for that to the first. */
  @Test
  void resultThatIsGivenTwiceIsNotJudged() throws IOException {
    exportLookups();
    String hole = "{\"result\":\"lookup\",\"mapped\":false}";
    String page = "{\"result\":\"lookup\",\"mapped\":true,\"pa\":\"0x80000000\",\"perm\":\"rw\"}";

    assertThat(replay(lookups(5, page, hole)).out()).contains("  agree 1 ");
    assertThat(replay(lookups(5, page, page, hole)).out())
        .contains("could-not-judge 1 ")
        .contains("the log has 6 results of 5 calls; an operation gives more than one, look at"
            + " `lookup`");
    assertThat(replay(lookups(5, page, hole, hole)).out())
        .contains("could-not-judge 1 ", "the log has 6 results of 5 calls");
    assertThat(replay(lookups(5, page, hole, "{\"event\":\"isb\",\"pe\":0}")).out())
        .contains("could-not-judge 1 ", "the log goes on behind the result of its last call");
  }

  @Test
  void logOfOtherCallsIsNotJudged() throws IOException {
    exportLookups();

    Shell.Outcome outcome = replay(lookups(
        4, "{\"result\":\"lookup\",\"mapped\":false}", "{\"result\":\"lookup\",\"mapped\":false}"));

    assertThat(outcome.out())
        .contains("could-not-judge 1 ")
        .contains("the log says that it has 4 calls, and here it has 5; export the vectors again,"
            + " and build the driver beside them");
  }

  /** One vector with two look-ups, of a page and of nothing. */
  private void exportLookups() throws IOException {
    Path source = Files.writeString(folder.resolve("lookups.p2m"), """
        language 1
        platform board { pes 2  pa 40 bits  walker coherent }
        domain guest on board {
            p2m xen_4_8  granule 4K  ipa 39 bits  start level 1
            operated by pe 0  runs on pe 1
        }
        scenario "first" {
            when pe 0 {
                map guest 0x40000000 size 4K to 0x80000000 perm rw mem normal_wb   returns 0
            }
            then {
                lookup guest 0x40000000 is 0x80000000 perm rw
                lookup guest 0x40001000 is hole
            }
        }
        """);
    set = folder.resolve("lookups.p2mv");
    Shell.run("export", source.toString(), "--to", set.toString());
    Shell.run("export", "--c", "--capability", "p2m", set.toString(), "--to", folder + "/lookups");
    String c = Files.readString(folder.resolve("lookups/shatterproof_vectors.c"));
    digest = found(c, "sp_vectors = \\{\"([0-9a-f]{16})\"").get(0);
    ids = found(c, "\\{\"([0-9a-f]{16})\", \"first\", calls_");
  }

  private List<String> lookups(int calls, String... objects) {
    List<String> lines = new ArrayList<>(List.of(head("1.0", digest)));
    List<String> all = new ArrayList<>(List.of(
        "{\"result\":\"run\"}",
        "{\"result\":\"create_domain\",\"vttbr\":\"0x1000040000000\"}",
        "{\"result\":\"map\",\"returns\":0}"));
    all.addAll(List.of(objects));
    all.add("{\"end\":\"vector\",\"calls\":" + calls + "}");
    for (int i = 0; i < all.size(); i++) {
      lines.add(line(ids.get(0) + " " + i + " " + all.get(i)));
    }
    lines.add(line("set 1 {\"end\":\"set\",\"vectors\":1}"));
    return lines;
  }

  @Test
  void nonsenseIsACrash() throws IOException {
    List<String> lines = log();
    lines.set(4, line(ids.get(0) + " 3 {\"result\":\"lookup\",\"mapped\":\"no\"}"));

    assertThat(replay(lines).out()).contains("`mapped` is not true or false").contains("crash 1");
  }

  @Test
  void whatIsNotSupportedIsUnsupported() throws IOException {
    List<String> lines = log();
    lines.set(3, line(ids.get(0) + " 2 {\"result\":\"unmap\",\"unsupported\":\"unmap\"}"));

    assertThat(replay(lines).out()).contains("unsupported 1");
  }

  @Test
  void logOfOtherSetsIsRefused() throws IOException {
    List<String> lines = log();
    lines.set(0, head("1.0", "0123456789abcdef"));

    refused(lines, "log.txt: the log is of other sets than these");
  }

  @Test
  void logOfAnotherVersionIsRefused() throws IOException {
    List<String> lines = log();
    lines.set(0, head("2.0", digest));

    refused(lines, "log.txt: line 1: a log of version 2.0, and 1.0 is read here");
  }

  @Test
  void logOfTwoRunsIsRefused() throws IOException {
    List<String> lines = log();
    lines.addAll(log());

    refused(lines, "log.txt: line 13: a second run begins");
  }

  @Test
  void logWithoutItsFirstLineIsRefused() throws IOException {
    refused(log().subList(1, 12), "log.txt: line 1: observations without the line of the set");
  }

  @Test
  void textWithoutObservationsIsRefused() throws IOException {
    refused(List.of("nothing"), "log.txt: no observations: no line has the mark `sp: `");
  }

  private void refused(List<String> lines, String why) throws IOException {
    Shell.Outcome outcome = replay(lines);

    assertThat(outcome.err()).contains(why);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(1);
  }
}
