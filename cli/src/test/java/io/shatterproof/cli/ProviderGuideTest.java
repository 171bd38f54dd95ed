package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/provider-guide.md tells to type, typed. */
final class ProviderGuideTest {
  @TempDir
  private Path folder;

  @Test
  void listingsOfTheGuideAreAGreenVector() throws Exception {
    assumeTrue(Programs.hasCompiler(), "there is no C compiler `cc` here");
    String guide = Files.readString(Path.of("docs/provider-guide.md"));
    Path program = compile(block(guide, "c"));
    Path scenario = Files.writeString(folder.resolve("first.p2m"), block(guide, "p2m"));

    Shell.Outcome outcome =
        Shell.run("run", "--provider-command", "'" + program + "'", scenario.toString());

    String shown =
        "$ ./shatterproof run --provider-command mine/first mine/first.p2m\n" + outcome.out();
    assertThat(guide).contains("```\n" + shown + "```\n");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void breakOfTheGuideIsNoticed() throws Exception {
    assumeTrue(Programs.hasCompiler(), "there is no C compiler `cc` here");
    String guide = Files.readString(Path.of("docs/provider-guide.md"));
    String listing = block(guide, "c");
    String broken = listing.replace("int i = count - 1; i >= 0; i--", "int i = 0; i < count; i++");
    Path scenario = Files.writeString(folder.resolve("first.p2m"), block(guide, "p2m"));

    Shell.Outcome outcome =
        Shell.run("run", "--provider-command", "'" + compile(broken) + "'", scenario.toString());

    assertThat(broken).isNotEqualTo(listing);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).contains("first.p2m:27:9: lookup guest 0x40007000 is 0x800007000");
  }

  private Path compile(String listing) throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("first.c"), listing);
    Path program = folder.resolve("first");
    Programs.compile(List.of(
        "cc",
        "-std=c11",
        "-Wall",
        "-Wextra",
        "-Iexamples/c-provider",
        "-o",
        program.toString(),
        source.toString(),
        "examples/c-provider/json.c"));
    return program;
  }

  private static String block(String guide, String language) {
    Matcher matcher = Pattern.compile(
            "^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(guide);
    assertThat(matcher.find()).as("a listing in " + language).isTrue();
    return matcher.group(1);
  }
}
