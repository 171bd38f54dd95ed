package io.shatterproof.maven.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.compiler.backend.junit.TestTarget;
import io.shatterproof.results.JunitResults;
import io.shatterproof.results.ReportTarget;
import io.shatterproof.results.TapResults;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.MojoExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of parameters: what they mean, and one line for those that mean nothing. */
final class ConfigurationTest {
  private static final Path BASE = Path.of("base").toAbsolutePath();

  @TempDir
  private Path folder;

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(MojoExecutionException.class)
        .hasNoCause()
        .hasMessage(message);
  }

  @Test
  void formatCheck() throws MojoExecutionException {
    assertThat(FormatCheck.parse("format", "warn")).isEqualTo(FormatCheck.WARN);
    assertRefused(
        () -> FormatCheck.parse("format", "Warn"),
        "format is \"Warn\"; it is one of off, warn, fail");
  }

  @Test
  void compression() throws MojoExecutionException {
    assertThat(CompressionName.parse("compress", "none")).isEmpty();
    assertThat(CompressionName.parse("compress", "gzip")).isPresent();
    assertRefused(
        () -> CompressionName.parse("compress", "zip"),
        "compress is \"zip\"; it is one of none, gzip, zstd");
  }

  @Test
  void implementation() throws MojoExecutionException {
    assertThat(TargetChoice.of(null, null)).isEqualTo(TestTarget.ANY);
    assertThat(TargetChoice.of("team-b", " ")).isEqualTo(new TestTarget("team-b", ""));
    assertThat(TargetChoice.of(null, "qemu --p2m")).isEqualTo(new TestTarget("", "qemu --p2m"));
    assertRefused(
        () -> TargetChoice.of("team-b", "qemu"),
        "provider is \"team-b\" and providerCommand is \"qemu\"; only one of them is tested, so"
            + " leave out the other");
    assertRefused(
        () -> TargetChoice.of(null, "qemu 'a"),
        "providerCommand is \"qemu 'a\": the quote ' in the command has no end");
  }

  @Test
  void report() throws MojoExecutionException {
    ReportTarget report = ReportParameter.parse("reports", "junit:target/a.xml", BASE);

    assertThat(report.file()).isEqualTo(BASE.resolve("target/a.xml"));
    assertThat(report.format()).isInstanceOf(JunitResults.class);
    assertThat(ReportParameter.parse("reports", "tap:a", BASE).format())
        .isInstanceOf(TapResults.class);
    for (String wrong : List.of("xml:a", "junit", "junit:", "a.xml")) {
      assertThatThrownBy(() -> ReportParameter.parse("reports", wrong, BASE))
          .hasMessage("reports has \"" + wrong + "\", which is not FORMAT:FILE, where FORMAT is"
              + " junit, tap or jsonl, as in junit:target/p2m.xml");
    }
  }

  @Test
  void artifact() throws MojoExecutionException {
    List<Artifact> there = List.of(artifact("sources"), artifact("vectors"));

    assertThat(ReplayArtifacts.find("artifacts", List.of("org.example:lib:vectors"), there))
        .containsExactly(Path.of("lib-1.0-vectors.jar"));
    assertThat(ReplayArtifacts.find("artifacts", List.of("org.example:lib:1.0:vectors"), there))
        .hasSize(1);
    assertRefused(
        () -> ReplayArtifacts.find("artifacts", List.of("org.example:lib:2.0:vectors"), there),
        "artifacts: org.example:lib:2.0:vectors is no dependency of the tests; those with a"
            + " classifier are: org.example:lib:1.0:sources, org.example:lib:1.0:vectors");
    assertThatThrownBy(() -> ReplayArtifacts.find("artifacts", List.of("org.example:lib"), there))
        .hasMessageContaining("which is not groupId:artifactId[:version]:classifier");
  }

  private static Artifact artifact(String classifier) {
    Artifact artifact = new DefaultArtifact(
        "org.example", "lib", "1.0", "test", "jar", classifier, new DefaultArtifactHandler());
    artifact.setFile(new File("lib-1.0-" + classifier + ".jar"));
    return artifact;
  }

  @Test
  void folderThatIsAFile() throws Exception {
    Files.createFile(folder.resolve("file"));

    FolderParameter.check("sourceDirectory", folder.resolve("nothing"), folder);
    FolderParameter.check("sourceDirectory", folder, folder);
    assertRefused(
        () -> FolderParameter.check("sourceDirectory", folder.resolve("file"), folder),
        "sourceDirectory is file, which is a file and no folder");
  }
}
