package io.shatterproof.maven.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.junit.jupiter.api.Test;

final class TestDependenciesTest {
  private static final Artifact JUNIT = artifact("org.junit.jupiter", "junit-jupiter-api", "6.1.3");

  private static Artifact artifact(String group, String name, String version) {
    return new DefaultArtifact(
        group, name, version, "test", "jar", null, new DefaultArtifactHandler());
  }

  private static Artifact runtime(String version) {
    return artifact("io.shatterproof", "shatterproof-runtime", version);
  }

  @Test
  void nothingIsSaidWhereAllIsThere() {
    assertThat(new TestDependencies(List.of(runtime("1.0"), JUNIT), "1.0").adviceForTests())
        .isEmpty();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(new TestDependencies(List.of(), "1.0").adviceForTests())
        .containsExactly(
            "The generated tests need io.shatterproof:shatterproof-runtime:1.0 as a dependency in"
                + " scope test",
            "The generated tests need org.junit.jupiter:junit-jupiter, version 5.14 or 6, as a"
                + " dependency in scope test");
  }

  @Test
  void anotherVersionIsTold() {
    assertThat(new TestDependencies(List.of(runtime("0.9"), JUNIT), "1.0").adviceForTests())
        .containsExactly("The project has shatterproof-runtime 0.9, and this is the plugin 1.0;"
            + " give both the same version");
  }

  @Test
  void replayOfAProgramNeedsNoDependency() {
    assertThat(new TestDependencies(List.of(), "1.0").adviceForReplay()).isEmpty();
  }
}
