package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Projects that `new` makes. Runs in the root of Shatterproof. */
final class NewCommandTest {
  @TempDir
  private Path folder;

  private static List<String> filesBelow(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> tree.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** The example is built and tested by Maven; a project with its very files is so, too. */
  @ParameterizedTest
  @EnumSource(ProjectTemplate.class)
  void projectHasTheFilesOfTheExampleThatIsBuilt(ProjectTemplate template) throws IOException {
    Path example = Path.of("examples").resolve(template.example());
    String artifact = template == ProjectTemplate.SCENARIOS ? "p2m-scenarios" : "p2m-in-java";
    Path made = folder.resolve(artifact);
    List<String> args = new ArrayList<>(List.of("new", made.toString()));
    if (template == ProjectTemplate.JAVA_PROVIDER) {
      args.add("--java-provider");
    }

    Shell.Outcome outcome = Shell.run(args.toArray(String[]::new));

    assertThat(outcome.exitCode()).isZero();
    List<String> ofBuild = List.of("invoker.properties", "verify.groovy");
    List<String> ofExample = filesBelow(example).stream()
        .filter(file -> !ofBuild.contains(file) && !file.startsWith("target/"))
        .toList();
    List<String> ofProject = new ArrayList<>(filesBelow(made));
    assertThat(ofProject.remove(".gitignore")).isTrue();
    assertThat(ofProject).isEqualTo(ofExample);
    for (String file : ofExample) {
      assertThat(made.resolve(file)).hasSameTextualContentAs(example.resolve(file));
    }
  }

  @Test
  void scenariosOfTheProjectAgree() {
    Path made = folder.resolve("x");
    Shell.run("new", made.toString());

    assertThat(Shell.run("check", "--warnings-as-errors", made.toString()).exitCode())
        .isZero();
    assertThat(Shell.run("format", "--check", made.toString()).exitCode()).isZero();
    assertThat(Shell.run("run", made.toString()).exitCode()).isZero();
  }

  @Test
  void tellsWhatItMadeAndWhatIsNext() {
    Path made = folder.resolve("deep/er/Mine & Yours");

    Shell.Outcome outcome = Shell.run("new", made.toString());

    assertThat(outcome).isEqualTo(new Shell.Outcome(0, """
        made %1$s:
          .gitignore
          README.md
          pom.xml
          src/test/p2m/replace-page.p2m
        next: cd '%1$s'; mvn test; shatterproof run src/test/p2m
        """.formatted(made), ""));
    assertThat(made.resolve("pom.xml")).content().contains("<artifactId>mine-yours</artifactId>");
  }

  @Test
  void namesGoWhereTheyBelong() throws IOException {
    Path made = folder.resolve("mine");

    Shell.run("new", "--group", "com.acme-tools", "--artifact", "acme-p2m", made.toString());

    String pom = Files.readString(made.resolve("pom.xml"));
    assertThat(pom)
        .contains("<groupId>com.acme-tools</groupId>\n  <artifactId>acme-p2m</artifactId>")
        .contains("<packageName>com.acme_tools.p2m</packageName>")
        .contains("<groupId>io.shatterproof</groupId>", "<groupId>org.junit.jupiter</groupId>")
        .contains("<shatterproof.version>" + Version.text() + "</shatterproof.version>")
        .doesNotContain("org.example", "p2m-scenarios");
  }

  @Test
  void newNamesMayContainOldOnes() throws IOException {
    Path made = folder.resolve("org.example.p2m");

    Shell.run("new", "--group", "org.example.p2m", made.toString());

    assertThat(Files.readString(made.resolve("pom.xml")))
        .contains("<groupId>org.example.p2m</groupId>\n  <artifactId>org.example.p2m</artifactId>")
        .contains("<packageName>org.example.p2m.p2m</packageName>");
  }

  @Test
  void implementationOfTheProjectCompilesAndIsJudged() throws IOException {
    Path made = folder.resolve("mine");
    Shell.run("new", "--java-provider", "--package", "com.acme.tables", made.toString());
    Path classes = made.resolve("target/classes");
    List<String> args = new ArrayList<>(List.of("-d", classes.toString()));
    args.addAll(List.of("-cp", System.getProperty("java.class.path"), "-proc:none"));
    filesBelow(made.resolve("src/main/java"))
        .forEach(file -> args.add(made.resolve("src/main/java").resolve(file).toString()));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();

    assertThat(javac.run(null, null, null, args.toArray(String[]::new))).isZero();
    Path services = Path.of("META-INF/services/io.shatterproof.spi.P2mProvider");
    Files.createDirectories(classes.resolve(services).getParent());
    Files.copy(made.resolve("src/main/resources").resolve(services), classes.resolve(services));
    Shell.Outcome outcome = Shell.run(
        "run",
        "--provider-path",
        classes.toString(),
        "--provider",
        "page-tables",
        made.resolve("src/test/p2m").toString());

    assertThat(filesBelow(made)).contains("src/main/java/com/acme/tables/Machine.java");
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("mine.txt"), "mine");
    Path file = Files.writeString(folder.resolve("file"), "mine");

    assertThat(Shell.run("new", full.toString()))
        .isEqualTo(new Shell.Outcome(
            1, "", "shatterproof: " + full + " exists, and is not empty: name another folder\n"));
    assertThat(Shell.run("new", file.toString()))
        .isEqualTo(
            new Shell.Outcome(1, "", "shatterproof: " + file + " exists, and is no folder\n"));
    assertThat(filesBelow(folder)).containsExactly("file", "full/mine.txt");
  }

  @Test
  void emptyFolderIsTaken() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(Shell.run("new", empty.toString()).exitCode()).isZero();
    assertThat(empty.resolve("pom.xml")).isRegularFile();
  }

  @Test
  void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");

    Shell.Outcome outcome = Shell.run("new", file.resolve("below").toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("shatterproof: cannot write ").hasLineCount(1);
    assertThat(filesBelow(folder)).containsExactly("file");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      --group a b          ; --group 'a b' is no name for Maven: letters, digits, `.`, `_` and `-`
      --artifact <x>       ; --artifact '<x>' is no name for Maven: letters, digits, `.`, `_` and `-`
      --package 1x         ; '1x' is no name of a Java package
      --package com.int    ; 'com.int' is no name of a Java package
      --group 42           ; '42.p2m' is no name of a Java package: say --package NAME
      """)
  void badNameIsToldInOneLine(String option, String message) {
    String[] words = option.strip().split(" ", 2);
    Path made = folder.resolve("mine");

    Shell.Outcome outcome = Shell.run("new", words[0], words[1], made.toString());

    assertThat(outcome).isEqualTo(new Shell.Outcome(2, "", "shatterproof: " + message + "\n"));
    assertThat(made).doesNotExist();
  }

  @Test
  void argumentsAreQuotedForTheShellOnlyWhereNeeded() {
    assertThat(Arrays.asList(ShellText.of("a/b-c.d"), ShellText.of("a b"), ShellText.of("it's")))
        .containsExactly("a/b-c.d", "'a b'", "'it'\\''s'");
  }
}
