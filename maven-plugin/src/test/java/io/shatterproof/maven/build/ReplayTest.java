package io.shatterproof.maven.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.compiler.backend.junit.TestTarget;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.harness.ForwardingProvider;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.archive.Compression;
import io.shatterproof.vector.archive.Compressions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The goals export and replay, one behind the other. */
final class ReplayTest {
  private static final TestTarget REFERENCE = new TestTarget("reference", "");
  private static final TestTarget LIAR = new TestTarget("liar", "");

  private static final String EXPORTED = "INFO Exported 2 vectors in 2 sets, target/a-vectors.jar";
  private static final String UNCHANGED =
      "INFO Nothing to export: unchanged are 2 vectors in 2 sets, target/a-vectors.jar";
  private static final String UP_TO_DATE =
      "INFO Nothing to export: the vectors of 2 scenario files are up to date, target/a-vectors.jar";

  @TempDir
  private Path folder;

  private final RecordedLog log = new RecordedLog();
  private Project project = Project.in(Path.of(""));
  private Path jar = Path.of("");

  @BeforeEach
  void makeProject() throws IOException {
    project = Project.in(folder);
    jar = folder.resolve("target/a-vectors.jar");
    project.writeScenario("first.p2m", "one");
    project.writeScenario("more/second.p2m", "second");
  }

  private boolean export() throws Exception {
    return export("1.0", Optional.empty());
  }

  private boolean export(String generator, Optional<Compression> compression) throws Exception {
    ExportRequest request = new ExportRequest(
        project.sources(),
        jar,
        compression,
        folder.resolve("target/shatterproof"),
        "default",
        WarningPolicy.TELL,
        false,
        generator);
    return new VectorExport(request).run(log.problems(folder), log);
  }

  private ReplayRequest request(TestTarget target, List<Path> sets) {
    return new ReplayRequest(
        folder,
        sets,
        target,
        List.of(),
        Duration.ofSeconds(10),
        2,
        List.of(),
        Optional.empty(),
        false);
  }

  private void replay(TestTarget target, Path... sets) throws Exception {
    replay(request(target, List.of(sets)));
  }

  /** With the classes of this test, and what lies in the jar. */
  private void replay(ReplayRequest request) throws Exception {
    Path classes = Path.of(
        ReplayTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Path> elements = Files.exists(jar) ? List.of(classes, jar) : List.of(classes);
    try (TestClassPath classPath = new TestClassPath(elements)) {
      new Replay(request, "test 1.0", log).run(classPath);
    }
  }

  @Test
  void exportedSetsAreJudged() throws Exception {
    assertThat(export()).isTrue();

    replay(REFERENCE, jar);

    assertThat(log.all())
        .containsExactly(
            "INFO Exported 2 vectors in 2 sets, target/a-vectors.jar",
            "INFO Judged 2 vectors on reference: agree 2");
  }

  @Test
  void sameScenariosAreTheSameJarWhichIsNotWritten() throws Exception {
    export();
    byte[] first = Files.readAllBytes(jar);
    Files.delete(jar);
    export();

    assertThat(Files.readAllBytes(jar)).isEqualTo(first);
    export();
    assertThat(log.all()).last().isEqualTo(UP_TO_DATE);
  }

  @Test
  void whateverDecidesAboutTheJarIsAReasonToExport() throws Exception {
    export();
    project.writeScenario("first.p2m", "two"); // a title of equal length
    export();
    assertThat(log.all()).last().isEqualTo(EXPORTED);
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    export();
    assertThat(log.all()).last().isEqualTo(UNCHANGED);
    export("1.1", Optional.empty());
    assertThat(log.all()).last().isEqualTo(UNCHANGED);
    export("1.1", Compressions.named("gzip"));
    assertThat(log.all()).last().isEqualTo(EXPORTED);
    export("1.1", Compressions.named("gzip"));
    assertThat(log.all()).last().isEqualTo(UP_TO_DATE);
  }

  @Test
  void mistakeIsToldEachTimeUntilItIsCured() throws Exception {
    export();
    project.write("bad.p2m", "language 1\nscenaro \"x\" {}\n");
    assertThatThrownBy(this::export).isInstanceOf(MojoFailureException.class);
    assertThatThrownBy(this::export).isInstanceOf(MojoFailureException.class);
    project.delete("bad.p2m");

    assertThat(export()).isTrue();
    assertThat(log.all()).last().isEqualTo(UNCHANGED);
  }

  @Test
  void withoutScenariosThereIsNoJar() throws Exception {
    project.delete("first.p2m");
    project.delete("more/second.p2m");

    assertThat(export()).isFalse();
    assertThat(jar).doesNotExist();
    assertThat(log.all()).first().asString().startsWith("WARN No scenario files in src/test/p2m");
  }

  @Test
  void mistakeIsToldFromTheProjectOnAndNothingIsExported() throws Exception {
    project.write("bad.p2m", "language 1\nscenaro \"x\" {}\n");

    assertThatThrownBy(this::export)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("src/test/p2m/bad.p2m:2:1: ");
    assertThat(jar).doesNotExist();
  }

  @Test
  void warningOfAnExportIsToldFromTheProjectOn() throws Exception {
    project.writeScenario("first.p2m", "one", "const A = 1");

    assertThat(export()).isTrue();

    assertThat(log.all()).anyMatch(line -> line.startsWith("WARN src/test/p2m/first.p2m:2:7: "));
  }

  @Test
  void setThatOnlyTheCommandLineUnpacksSaysSo() throws Exception {
    Path set = folder.resolve("set.p2mv.zst");
    Files.write(set, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0});

    assertThatThrownBy(() -> replay(REFERENCE, set))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("set.p2mv.zst:1:1: error[bad-compression]")
        .hasMessageContaining("the library for that is not here")
        .hasMessageContaining("add com.github.luben:zstd-jni to the dependencies of the plugin")
        .hasMessageContaining("`zstd -d`");
  }

  @Test
  void exportWithoutTheLibraryForItTellsTheCure() throws Exception {
    assertThatThrownBy(() -> export("1.0", Compressions.named("zstd")))
        .isInstanceOf(IOException.class)
        .hasMessage("the library for zstd is not here; add com.github.luben:zstd-jni to the"
            + " dependencies of the plugin, or use gzip");
    assertThat(jar).doesNotExist();
  }

  @Test
  void vectorsOfTheClassPathAreFound() throws Exception {
    export();

    replay(REFERENCE);

    assertThat(log.all()).contains("INFO Judged 2 vectors on reference: agree 2");
  }

  @Test
  void nothingToReplayIsNoSilentSuccess() {
    assertThatThrownBy(() -> replay(REFERENCE))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith("Nothing to replay: no dependency of the tests has vectors");
  }

  @Test
  void damagedJarOfTheClassPathIsToldAlsoBesideAGoodOne() throws Exception {
    export();
    byte[] whole = Files.readAllBytes(jar);
    Path cut =
        Files.write(folder.resolve("target/cut.jar"), Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> replayOf(List.of(jar, cut)))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith("target/cut.jar:")
        .hasMessageEndingWith("get it again");
    assertThat(log.all()).noneMatch(line -> line.startsWith("INFO Judged"));
  }

  @Test
  void jarOfTheClassPathWhoseManifestIsGoneIsTold() throws Exception {
    Path bare = folder.resolve("bare.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(bare))) {
      out.putNextEntry(new ZipEntry("META-INF/p2m-vectors/a.p2mv"));
    }

    assertThatThrownBy(() -> replayOf(List.of(bare)))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith("bare.jar:");
  }

  @Test
  void othersOfTheClassPathNeedNotBeThereOrHaveVectors() throws Exception {
    export();
    Path text = Files.writeString(folder.resolve("text.txt"), "no jar");
    Path other = folder.resolve("other.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(other))) {
      out.putNextEntry(new ZipEntry("org/example/a.txt"));
    }

    replayOf(List.of(folder.resolve("gone"), folder, text, other, jar));

    assertThat(log.all()).contains("INFO Judged 2 vectors on reference: agree 2");
  }

  /** What is found on a class path. */
  private void replayOf(List<Path> elements) throws Exception {
    try (TestClassPath classPath = new TestClassPath(elements)) {
      new Replay(request(REFERENCE, List.of()), "test 1.0", log).run(classPath);
    }
  }

  @Test
  void failuresAreCountedAndTheFirstAreTold() throws Exception {
    export();

    assertThatThrownBy(() -> replay(LIAR, jar))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith("liar fails 2 of 2 runs (disagree 2):\n")
        .hasMessageContaining("\nfirst.p2m:")
        .hasMessageContaining("\nmore/second.p2m:");
    assertThat(log.all())
        .contains(
            "ERROR one [xen_4_8], vector b6682ee31424f12d",
            "INFO Judged 2 vectors on liar: agree 0, disagree 2");
  }

  @Test
  void knownFailuresDoNotFailAndThoseThatAreFixedAreTold() throws Exception {
    export();
    Path known = folder.resolve("known.txt");
    Path results = folder.resolve("results.jsonl");
    assertThatThrownBy(() -> replay(with(LIAR, Optional.empty(), false, results)))
        .isInstanceOf(MojoFailureException.class);
    StringBuilder list = new StringBuilder();
    for (String line : Files.readAllLines(results)) {
      if (line.contains("\"id\":\"")) {
        list.append(line.replaceAll(".*\"id\":\"([0-9a-f]{16})\".*", "$1 disagree issue 7\n"));
      }
    }
    Files.writeString(known, list);

    replay(with(LIAR, Optional.of(known), false, results));

    assertThat(log.all()).contains("INFO   known failures: 2 runs");
    replay(with(REFERENCE, Optional.of(known), false, results));
    assertThat(log.all())
        .anyMatch(line -> line.startsWith("WARN known failure in line 1 is fixed: "));
    assertThatThrownBy(() -> replay(with(REFERENCE, Optional.of(known), true, results)))
        .hasMessage("2 known failures of known.txt to be taken out of the list, see above");
  }

  private ReplayRequest with(TestTarget target, Optional<Path> known, boolean strict, Path results)
      throws MojoExecutionException {
    return new ReplayRequest(
        folder,
        List.of(jar),
        target,
        List.of(),
        Duration.ofSeconds(10),
        1,
        List.of(ReportParameter.parse("reports", "jsonl:" + results, folder)),
        known,
        strict);
  }

  @Test
  void unknownImplementationIsToldWithThoseThereAre() throws Exception {
    export();

    assertThatThrownBy(() -> replay(new TestTarget("nobody", ""), jar))
        .isInstanceOf(MojoExecutionException.class)
        .hasNoCause()
        .hasMessage("no implementation is named 'nobody'; there are: liar, reference; name one"
            + " of them as provider, or add a dependency that brings another");
  }

  @Test
  void limitThatIsNoNumberIsToldBeforeAnythingIsRead() {
    System.setProperty("shatterproof.events", "-5");
    try {
      assertThatThrownBy(() -> replay(REFERENCE, folder.resolve("nowhere.p2mv")))
          .isInstanceOf(MojoExecutionException.class)
          .hasMessage("-Dshatterproof.events is a number of events from 1 to"
              + " 999999999999999999, not \"-5\"");
    } finally {
      System.clearProperty("shatterproof.events");
    }
  }

  @Test
  void whereNoTestIsCompiledThatIsACureToo() throws Exception {
    export();

    try (TestClassPath classPath =
        new TestClassPath(List.of(folder.resolve("target/test-classes")))) {
      assertThatThrownBy(() -> new Replay(
                  request(new TestTarget("nobody", ""), List.of(jar)), "test 1.0", log)
              .run(classPath))
          .hasMessage("no implementation is named 'nobody'; there are: liar, reference; name"
              + " one of them as provider, or add a dependency that brings another; one among the tests of"
              + " the project is found after the phase test-compile");
    }
  }

  @Test
  void whyAnImplementationCannotBeMadeIsTold() throws Exception {
    export();
    Path services = folder.resolve("META-INF/services/io.shatterproof.spi.P2mProvider");
    Files.createDirectories(services.getParent());
    Files.writeString(services, Broken.class.getName() + "\n");

    Path classes = Path.of(
        ReplayTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (TestClassPath classPath = new TestClassPath(List.of(classes, folder))) {
      assertThatThrownBy(
              () -> new Replay(request(REFERENCE, List.of(jar)), "test 1.0", log).run(classPath))
          .isInstanceOf(MojoExecutionException.class)
          .hasMessageStartingWith(
              "An implementation on the class path of the tests cannot be loaded: ")
          .hasMessageEndingWith(", java.lang.IllegalStateException: no licence");
    }
  }

  /** Cannot be made. */
  public static final class Broken extends ForwardingProvider {
    /** Called by the service loader. */
    public Broken() {
      super(refuse());
    }

    private static P2mProvider refuse() {
      throw new IllegalStateException("no licence");
    }
  }

  @Test
  void theOnlyOneBesideTheReferenceIsMeant() throws Exception {
    export();

    assertThatThrownBy(() -> replay(TestTarget.ANY, jar))
        .hasMessageStartingWith("liar fails 2 of 2 runs");
  }

  @Test
  void damagedSetIsNotJudgedInPart() throws Exception {
    Path set = folder.resolve("sets/a.p2mv");
    Files.createDirectories(set.getParent());
    Files.writeString(set, "{\n");

    assertThatThrownBy(() -> replay(REFERENCE, set))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith("Vectors cannot be read; nothing is judged:\nsets/a.p2mv:1:")
        .hasMessageNotContaining(folder.toString());
  }

  @Test
  void missingSetIsToldInOneLine() {
    assertThatThrownBy(() -> replay(REFERENCE, folder.resolve("gone.p2mv")))
        .hasMessage("Vectors cannot be read; nothing is judged:\n"
            + "cannot read gone.p2mv: there is no such file");
  }

  @Test
  void profileThatItHasNotIsToldWithThoseItHas() throws Exception {
    export();
    ReplayRequest request = request(REFERENCE, List.of(jar));

    assertThatThrownBy(() -> replay(new ReplayRequest(
            request.baseFolder(),
            request.sets(),
            request.target(),
            List.of("xen_9"),
            request.timeout(),
            request.threads(),
            request.reports(),
            request.knownFailures(),
            request.strictKnown())))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageStartingWith("profiles: reference has no profile 'xen_9'; it has: ");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void programWithoutTheProfileIsEnded() throws Exception {
    export();
    Path pid = folder.resolve("pid");
    Path program = Files.writeString(folder.resolve("program.sh"), """
        echo $$ > '%s'
        read line
        echo '{"result":"hello","protocol":"1.0","name":"sh","capabilities":["p2m"]}'
        read line
        """.formatted(pid));
    ReplayRequest request = request(new TestTarget("", "sh " + program), List.of(jar));

    assertThatThrownBy(() -> replay(new ReplayRequest(
            request.baseFolder(),
            request.sets(),
            request.target(),
            List.of("xen_9"),
            request.timeout(),
            request.threads(),
            request.reports(),
            request.knownFailures(),
            request.strictKnown())))
        .hasMessageStartingWith("profiles: sh has no profile 'xen_9'");
    assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
            .flatMap(running -> running.info().commandLine())) // a zombie has none
        .isEmpty();
  }

  @Test
  void ofThePluginAnImplementationSeesTheRuntimeAndNothingElse() throws Exception {
    try (TestClassPath classPath = new TestClassPath(List.of())) {
      assertThat(classPath.classes().loadClass("io.shatterproof.spi.P2mProvider"))
          .isEqualTo(io.shatterproof.spi.P2mProvider.class);
      for (String hidden :
          List.of("org.apache.maven.plugin.Mojo", "org.codehaus.plexus.util.DirectoryScanner")) {
        assertThatThrownBy(() -> classPath.classes().loadClass(hidden))
            .isInstanceOf(ClassNotFoundException.class);
      }
    }
  }
}
