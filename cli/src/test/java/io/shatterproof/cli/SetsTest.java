package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What teams do with sets of vectors. */
final class SetsTest {
  private static final String THREE = Scenarios.BOARD + """
      /// One.
      scenario "one" [bbm, maps] {
          when pe 0 { map guest 0x40_0000 size 4K to 0x8_0000_0000 as ram_rw }
          then { lookup guest 0x40_0000 is 0x8_0000_0000 }
      }
      scenario "two" [bbm] waive no_break {
          when pe 0 { unmap guest 0x40_0000 size 4K }
          then on xen_pre { lookup guest 0x40_0000 is hole }
      }
      scenario "three" {
          when pe 0 { map guest 0x50_0000 size 4K to 0x8_0000_0000 as ram_rw }
          then { no violation  pe 1 read guest 0x50_0000 -> ok 0x8_0000_0000 }
      }
      """;

  @TempDir
  private Path folder;

  private String three = "";

  @BeforeEach
  void compile() throws IOException {
    three = vectors("three", THREE);
  }

  private String vectors(String name, String text) throws IOException {
    String file = Scenarios.write(folder, name + ".p2m", text);
    String target = folder.resolve(name + ".p2mv").toString();
    assertThat(Shell.run("compile", file, "--vectors", target).exitCode()).isZero();
    return target;
  }

  private String target(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void jarsAreClosed() throws IOException {
    String jar = target("sets.jar");
    Shell.run("import", three, "--to", jar);

    for (List<String> command : List.of(
        List.of("show", jar),
        List.of("diff", jar, three),
        List.of("select", jar, "--tag", "bbm"))) {
      assertThat(Shell.run(command.toArray(String[]::new)).out())
          .as("%s", command)
          .isNotEmpty();
    }

    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(open.filter(file -> isLinkTo(file, jar))).isEmpty();
    }
  }

  private static boolean isLinkTo(Path file, String target) {
    try {
      return Files.readSymbolicLink(file).endsWith(target);
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void whatIsShownCompilesToTheSameSet() throws IOException {
    Shell.Outcome shown = Shell.run("show", three);

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.err()).isEmpty();
    String again = vectors("again", shown.out());
    assertThat(Shell.run("diff", three, again))
        .isEqualTo(new Shell.Outcome(
            0, "3 the same, 0 in other words, 0 with another meaning, 0 removed, 0 added\n", ""));
  }

  @Test
  void oneIsShownByTheBeginningOfItsId() {
    String id = id("one");

    Shell.Outcome shown = Shell.run("show", three, "--id", id.substring(0, 6));

    assertThat(shown.out()).contains("// " + id, "scenario \"one\" [bbm, maps] {");
    assertThat(shown.out()).doesNotContain("\"two\"");
    assertThat(Shell.run("show", three, "--id", "zz").err())
        .isEqualTo("shatterproof: there is no such vector in " + three + "\n");
  }

  private String id(String title) {
    return Shell.run("select", three, "--title-pattern", title).out().substring(0, 16);
  }

  @Test
  void aBrokenFileIsRefused() throws IOException {
    String line =
        Files.readAllLines(Path.of(three)).get(1).replace("\"memattr\":15", "\"memattr\":5");
    Path changed = folder.resolve("changed.p2mv");
    Files.write(changed, List.of(Files.readAllLines(Path.of(three)).get(0), line));

    Shell.Outcome shown = Shell.run("show", changed.toString());

    assertThat(shown.exitCode()).isEqualTo(1);
    assertThat(shown.out()).isEmpty();
    assertThat(shown.err()).startsWith(changed + ":").contains(": error[");
  }

  @Test
  void differencesAreToldInTheWordsOfTheLanguage() throws IOException {
    String other = vectors(
        "other",
        THREE
            .replace("\"one\"", "\"uno\"")
            .replace("[bbm] waive", "[other] waive")
            .replace(
                "size 4K to 0x8_0000_0000 as ram_rw }\n    then { no violation",
                "size 8K to 0x8_0000_0000 as ram_rw }\n    then { no violation"));

    Shell.Outcome outcome = Shell.run("diff", three, other);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("  one -> uno\n")
        .contains("  two: another tags\n")
        .contains("  three\n")
        .contains("    -        map guest 0x50_0000 size 4K to 0x8_0000_0000 as ram_rw\n")
        .contains("    +        map guest 0x50_0000 size 8K to 0x8_0000_0000 as ram_rw\n")
        .endsWith("0 the same, 2 in other words, 1 with another meaning, 0 removed, 0 added\n");
  }

  @Test
  void differencesAreDataToo() throws IOException {
    String other = vectors("other", THREE.replace("\"one\"", "\"uno\""));

    assertThat(Shell.run("diff", "--format", "json", three, other))
        .isEqualTo(new Shell.Outcome(1, """
            {"change":"renamed","id":"%s","title":"uno","old_title":"one","differs":["title","scenario"]}
            {"same":2,"reworded":1,"changed":0,"removed":0,"added":0}
            """.formatted(id("one")), ""));
    assertThat(Shell.run("diff", "--format", "xml", three, other).exitCode()).isEqualTo(2);
  }

  @Test
  void whatWasAddedAndRemoved() throws IOException {
    String some = target("some.p2mv");
    Shell.run("select", three, "--tag", "bbm", "--to", some);

    assertThat(Shell.run("diff", three, some).out())
        .isEqualTo("- " + id("three") + "  three\n"
            + "2 the same, 0 in other words, 0 with another meaning, 1 removed, 0 added\n");
    assertThat(Shell.run("diff", some, three).out()).startsWith("+ " + id("three") + "  three\n");
  }

  @Test
  void whatWasTakenApartComesTogether() throws IOException {
    String some = target("some.p2mv");
    String others = target("others.p2mv");
    String all = target("all.p2mv");
    Shell.run("select", three, "--tag", "bbm", "--to", some);
    Shell.run("select", three, "--tag", "bbm", "--not", "--to", others);

    Shell.Outcome merged = Shell.run("merge", some, others, three, "--to", all);

    assertThat(merged)
        .isEqualTo(new Shell.Outcome(0, "3 vectors of 3 sets written to " + all + "\n", ""));
    assertThat(Path.of(all)).hasSameBinaryContentAs(Path.of(three));
  }

  @Test
  void ofTwoWordingsTheFirstCounts() throws IOException {
    String other = vectors("other", THREE.replace("\"one\"", "\"uno\""));
    String all = target("all.p2mv");

    Shell.Outcome merged = Shell.run("merge", other, three, "--to", all);

    assertThat(merged.exitCode()).isZero();
    assertThat(merged.err())
        .isEqualTo("shatterproof: " + three + " is the suite \"three\", and " + other
            + " \"other\", whose name the result has\n"
            + "shatterproof: " + id("one") + " has the words of " + other + "; " + three
            + " has another title, scenario\n");
    assertThat(Path.of(all)).hasSameBinaryContentAs(Path.of(other));
  }

  @Test
  void nothingIsWrittenWhereASetIsBroken() throws IOException {
    Path cut = folder.resolve("cut.p2mv");
    Files.write(cut, Files.readAllLines(Path.of(three)).subList(0, 2));
    Path all = folder.resolve("all.p2mv");

    Shell.Outcome merged = Shell.run("merge", three, cut.toString(), "--to", all.toString());

    assertThat(merged.exitCode()).isEqualTo(1);
    assertThat(merged.err()).startsWith(cut + ":1:1: error[wrong-count]: ");
    assertThat(all).doesNotExist();
    assertThat(Shell.run("diff", three, folder.resolve("none").toString()).err())
        .isEqualTo(
            "shatterproof: cannot read " + folder.resolve("none") + ": there is no such file\n");
    assertThat(Shell.run("select", three, "--to", three + "/below.p2mv").err())
        .startsWith("shatterproof: cannot write ");
  }

  @Test
  void optionsOfSelection() {
    assertThat(chosen("--tag", "maps")).isEqualTo("1 of 3 vectors");
    assertThat(chosen("--tag", "maps", "--tag", "bbm")).isEqualTo("2 of 3 vectors");
    assertThat(chosen("--tag", "maps", "--title-pattern", "t*")).isEqualTo("0 of 3 vectors");
    assertThat(chosen("--title-pattern", "T*")).isEqualTo("2 of 3 vectors");
    assertThat(chosen("--filter", "w")).isEqualTo("1 of 3 vectors");
    assertThat(chosen("--tag", "bbm & !maps")).isEqualTo("1 of 3 vectors");
    assertThat(chosen("--capability", "events")).isEqualTo("1 of 3 vectors");
    assertThat(chosen("--rule", "no_break")).isEqualTo("1 of 3 vectors");
    assertThat(chosen("--scope", "architecture")).isEqualTo("2 of 3 vectors");
    assertThat(chosen("--scope", "xen_pre")).isEqualTo("1 of 3 vectors");
    assertThat(chosen("--profile", "xen_4_8")).isEqualTo("3 of 3 vectors");
    assertThat(chosen("--feature", "lpa2")).isEqualTo("0 of 3 vectors");
    assertThat(chosen("--id", id("two"), "--id", id("one"))).isEqualTo("2 of 3 vectors");
    assertThat(Shell.run("select", three, "--rule", "no_brake").exitCode()).isEqualTo(2);
    assertThat(Shell.run("select", three, "--killing", "M05").exitCode()).isEqualTo(2);
  }

  private String chosen(String... options) {
    String[] command = new String[options.length + 2];
    command[0] = "select";
    command[1] = three;
    System.arraycopy(options, 0, command, 2, options.length);
    String out = Shell.run(command).out().stripTrailing();
    return out.substring(out.lastIndexOf('\n') + 1);
  }

  @Test
  void whatKillsAFaultIsChosenByTheSidecar() throws IOException {
    String folderName = "examples/quickstart";
    String vectors = target("q.p2mv");
    String kills = target("q.p2mk");
    Shell.run("compile", folderName, "--vectors", vectors);
    Shell.run("faults", "--sidecar", kills, folderName);

    assertThat(
            Shell.run("select", vectors, "--kills", kills, "--killing", "M06").out())
        .endsWith("1 of 1 vector\n");
    assertThat(Shell.run("select", vectors, "--kills", kills, "--smallest-killing-set")
            .out())
        .startsWith("1 vector for the ");
    assertThat(
            Shell.run("select", vectors, "--kills", kills, "--killing", "M99").err())
        .startsWith("shatterproof: " + kills + " has no vector that kills M99; killed are M");
    Files.writeString(
        Path.of(kills), Files.readString(Path.of(kills)).replace("\"M06\"", "\"M07\""));
    assertThat(
            Shell.run("select", vectors, "--kills", kills, "--killing", "M07").err())
        .startsWith(kills + ":1:")
        .contains("error[wrong-digest]");
  }

  @Test
  void aFailingVectorBecomesShort() throws IOException {
    String vectors = target("q.p2mv");
    String least = target("least.p2mv");
    Shell.run("compile", "examples/quickstart", "--vectors", vectors);

    Shell.Outcome outcome = Shell.run("minimize", vectors, "--provider", "M05", "--to", least);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("fails: disagree: event store\n")
        .endsWith(" became 2 steps and 1 expectation\n");
    String scenario = Scenarios.write(folder, "least.p2m", outcome.out());
    assertThat(Shell.run("run", "--provider", "M05", scenario).exitCode()).isEqualTo(1);
    assertThat(Shell.run("run", scenario).exitCode()).isZero();
    assertThat(Shell.run("replay", least).exitCode()).isZero();
  }

  @Test
  void whatDoesNotFailIsNotShortened() throws IOException {
    assertThat(Shell.run("minimize", three, "--id", id("one")).err())
        .isEqualTo("shatterproof: reference does not fail " + id("one")
            + "; choose one by `shatterproof replay`\n");
    assertThat(Shell.run("minimize", three).err())
        .isEqualTo("shatterproof: there is more than one such vector in " + three
            + "; say which by --id\n");
    String failing = vectors("failing", Scenarios.FAILING);
    assertThat(Shell.run("minimize", failing).err())
        .startsWith("shatterproof: reference does not agree with the vector");
    assertThat(Shell.run("minimize", failing, "--sound", "none").exitCode()).isZero();
  }
}
