package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors that were exported as C, compiled, run, and judged by what they logged. */
final class VectorsInCTest {
  private static final List<String> STRICT =
      List.of("cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic", "-O1");

  @TempDir
  private Path folder;

  @BeforeEach
  void requireCompiler() throws InterruptedException {
    assumeTrue(Programs.hasCompiler(), "there is no C compiler `cc` here");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"", "-DFAULT_NO_TLBI", "-DFAULT_LEAK", "-DFAULT_SHORT_UNMAP"})
  void verdictsAreThoseOverTheProtocol(String fault) throws Exception {
    Path set = set("examples/c-provider", "examples/quickstart", "examples/java-provider");
    String[] options = fault.isEmpty() ? new String[0] : new String[] {fault};
    Path log = log(selftest(set, options));

    Shell.Outcome logged = Shell.run("replay", "-v", "--log", log.toString(), set.toString());
    Shell.Outcome spoken = Shell.run(
        "replay",
        "-v",
        "--provider-command",
        "'" + Programs.cProvider(folder, options) + "'",
        set.toString());

    assertThat(logged.out()).isEqualTo(spoken.out());
    assertThat(logged.err()).isEmpty();
    assertThat(logged.exitCode()).isEqualTo(spoken.exitCode()).isEqualTo(fault.isEmpty() ? 0 : 1);
    assertThat(logged.out()).contains("could-not-judge 0   crash 0   timeout 0");
  }

  /** Whatever the compiler has to say of undefined behaviour, it says while the vectors run. */
  @Test
  void driverIsCleanUnderSanitizers() throws Exception {
    String option = "-fsanitize=address,undefined";
    Programs.cProvider(folder);
    assumeTrue(Programs.compiles(folder, option), "the C compiler has no sanitizers");
    Path set = set("examples/c-provider");

    Path log = log(selftest(set, option, "-fno-sanitize-recover=all"));

    assertThat(Shell.run("replay", "--log", log.toString(), set.toString()).exitCode())
        .isZero();
  }

  @Test
  void driverAndVectorsAreFreestanding() throws Exception {
    Path c = export(set("examples/c-provider"));
    List<String> command = new ArrayList<>(STRICT);
    command.addAll(List.of("-ffreestanding", "-Wconversion", "-c"));
    for (String source : List.of("shatterproof_driver.c", "shatterproof_vectors.c")) {
      List<String> one = new ArrayList<>(command);
      one.addAll(
          List.of("-o", folder.resolve("one.o").toString(), c.resolve(source).toString()));
      Programs.compile(one);
    }

    String driver = Files.readString(c.resolve("shatterproof_driver.c"))
        + Files.readString(c.resolve("shatterproof_driver.h"));
    assertThat(Pattern.compile("#include <([a-z.]+)>").matcher(driver).results())
        .extracting(found -> found.group(1))
        .containsExactly("stdbool.h", "stddef.h", "stdint.h");
  }

  @Test
  void exportIsTheSameEveryTime() throws Exception {
    Path set = set("examples/c-provider");
    Path first = export(set);
    String arrays = Files.readString(first.resolve("shatterproof_vectors.c"));

    Shell.Outcome again =
        Shell.run("export", "--c", "examples/c-provider", "--to", folder + "/again");

    assertThat(again.exitCode()).isZero();
    assertThat(folder.resolve("again/shatterproof_vectors.c")).hasContent(arrays);
  }

  /** The listing of the guide passes on what it can, and fails once it is broken. */
  @Test
  void listingOfTheGuideIsJudged() throws Exception {
    String listing = listing("docs/vectors-in-c.md", "c");
    Path set = set("examples/java-provider/src/test/p2m/pages.p2m");
    Path c = folder.resolve("c");
    Shell.run(
        "export",
        "--c",
        "--capability",
        "p2m",
        "--capability",
        "multi-pe",
        set.toString(),
        "--to",
        c.toString());

    Shell.Outcome good = judgeListing(listing, c, set);
    Shell.Outcome broken = judgeListing(listing.replace("+ (ipa - mappings[i].ipa)", ""), c, set);

    assertThat(good.out()).contains("on list").contains("disagree 0").contains("crash 0");
    assertThat(broken.out()).contains("expected 0x800001008");
  }

  /** Command by command, on the vector that the reader has from the page before. */
  @Test
  void guideJudgesTheVectorOfTheGuideForPrograms() throws Exception {
    Path scenario =
        Files.writeString(folder.resolve("first.p2m"), listing("docs/provider-guide.md", "p2m"));
    Path set = folder.resolve("first.p2mv");
    Path c = folder.resolve("c");

    String written =
        Shell.run("export", scenario.toString(), "--to", set.toString()).out();
    String arrays = Shell.run(
            "export", "--c", "--capability", "p2m", set.toString(), "--to", c.toString())
        .out();
    Path source =
        Files.writeString(folder.resolve("selftest.c"), listing("docs/vectors-in-c.md", "c"));
    Path log = log(program(c, List.of(source.toString())));
    Shell.Outcome outcome = Shell.run("replay", "--log", log.toString(), set.toString());

    String transcripts = "$ ./shatterproof export mine/first.p2m --to mine/first.p2mv\n" + written
        + "$ ./shatterproof export --c --capability p2m mine/first.p2mv --to mine/c\n" + arrays;
    String guide = Files.readString(Path.of("docs/vectors-in-c.md"));
    assertThat(guide)
        .contains("```\n" + transcripts.replace(folder.toString(), "mine") + "```\n")
        .contains("```\n$ ./shatterproof replay --log mine/console.txt mine/first.p2mv\n"
            + outcome.out() + "```\n");
    assertThat(outcome.exitCode()).isZero();
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> guide.contains("\n[    4.711034] " + line + "\n"));
  }

  private static String listing(String page, String language) throws IOException {
    String text = Files.readString(Path.of(page));
    String listing = text.substring(text.indexOf("```" + language + "\n"));
    return listing.substring(listing.indexOf('\n') + 1, listing.indexOf("```\n", 3));
  }

  private Shell.Outcome judgeListing(String listing, Path c, Path set) throws Exception {
    Path source = Files.writeString(folder.resolve("listing.c"), listing);
    Path log = log(program(c, List.of(source.toString())));
    return Shell.run("replay", "-v", "--log", log.toString(), set.toString());
  }

  @Test
  void titleIsTextAndNothingElse() throws Exception {
    String title = "quote \\\" slash \\\\ comment */ trigraph ??/ #error \u00fc \u2603 %s";
    Path source = Files.writeString(folder.resolve("hostile.p2m"), """
        language 1
        platform board { pes 2  pa 40 bits  walker coherent }
        domain guest on board {
            p2m xen_4_8  granule 4K  ipa 39 bits  start level 1
            operated by pe 0  runs on pe 1
        }
        scenario "%s" {
            when pe 0 { unmap guest 0x40000000 size 4K   returns 0 }
            then { lookup guest 0x40000000 is hole }
        }
        """.formatted(title));
    Path c = export(source);
    Path main = Files.writeString(folder.resolve("main.c"), """
        #include "shatterproof_vectors.h"
        #include <stdio.h>
        void sp_put(const char *line, size_t length) { (void)line; (void)length; }
        int main(void) { fputs(sp_vectors.vectors[0].title, stdout); return 0; }
        """);

    String printed = Files.readString(log(program(c, List.of(main.toString()), "-trigraphs")));

    assertThat(printed)
        .isEqualTo("quote \" slash \\ comment */ trigraph ??/ #error \u00fc \u2603 %s");
  }

  @Test
  void vectorsThatNeedMoreAreLeftOutByReason() {
    Shell.Outcome outcome = Shell.run(
        "export", "--c", "--capability", "p2m", "examples/java-provider", "--to", folder + "/c");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("left out: it needs capabilities that were not chosen");
  }

  @Test
  void nothingToWriteIsAFailureThatLeavesNothing() {
    Shell.Outcome outcome = Shell.run(
        "export", "--c", "--capability", "tlb", "examples/quickstart", "--to", folder + "/c");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("no vector can be written as C");
    assertThat(folder.resolve("c")).doesNotExist();
  }

  private Path set(String... scenarios) {
    Path set = folder.resolve("set.p2mv");
    List<String> command = new ArrayList<>(List.of("export"));
    command.addAll(List.of(scenarios));
    command.addAll(List.of("--to", set.toString()));
    assertThat(Shell.run(command.toArray(String[]::new)).exitCode()).isZero();
    return set;
  }

  private Path export(Path from) {
    Path c = folder.resolve("c");
    Shell.Outcome outcome = Shell.run("export", "--c", from.toString(), "--to", c.toString());
    assertThat(outcome.err()).isEmpty();
    return c;
  }

  private Path selftest(Path set, String... options) throws IOException, InterruptedException {
    return program(
        export(set),
        List.of(
            "examples/c-provider/selftest.c",
            "examples/c-provider/p2m.c",
            "examples/c-provider/machine.c"),
        options);
  }

  private Path program(Path c, List<String> sources, String... options)
      throws IOException, InterruptedException {
    Path program = folder.resolve("selftest" + String.join("", options));
    List<String> command = new ArrayList<>(STRICT);
    command.addAll(List.of(options));
    command.addAll(List.of("-Iexamples/c-provider", "-I" + c, "-o", program.toString()));
    command.addAll(sources);
    command.add(c.resolve("shatterproof_driver.c").toString());
    command.add(c.resolve("shatterproof_vectors.c").toString());
    Programs.compile(command);
    return program;
  }

  /** What a program prints. */
  private Path log(Path program) throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    Process process = new ProcessBuilder(program.toString())
        .redirectOutput(log.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    return log;
  }
}
