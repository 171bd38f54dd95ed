package io.shatterproof.maven.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;

/** What the tests of a project need of dependencies. */
public final class TestDependencies {
  private static final String GROUP = "io.shatterproof";
  private static final String RUNTIME = "shatterproof-runtime";
  private static final String JUNIT_GROUP = "org.junit.jupiter";
  private static final String JUNIT = "junit-jupiter-api";

  private final Collection<Artifact> dependencies;
  private final String pluginVersion;

  /** Looks at the dependencies of the tests. */
  public TestDependencies(Collection<Artifact> dependencies, String pluginVersion) {
    this.dependencies = dependencies;
    this.pluginVersion = pluginVersion;
  }

  /** What is amiss for generated tests, which javac would tell in a hundred lines. */
  public List<String> adviceForTests() {
    List<String> advice = new ArrayList<>(adviceForReplay());
    if (find(GROUP, RUNTIME).isEmpty()) {
      advice.add("The generated tests need " + GROUP + ":" + RUNTIME + ":" + pluginVersion
          + " as a dependency in scope test");
    }
    if (find(JUNIT_GROUP, JUNIT).isEmpty()) {
      advice.add("The generated tests need " + JUNIT_GROUP
          + ":junit-jupiter, version 5.14 or 6, as a dependency in scope test");
    }
    return advice;
  }

  /** What is amiss for an implementation that is run by the plugin. */
  public List<String> adviceForReplay() {
    Optional<Artifact> runtime = find(GROUP, RUNTIME);
    return runtime.isEmpty() || runtime.get().getBaseVersion().equals(pluginVersion)
        ? List.of()
        : List.of("The project has " + RUNTIME + " " + runtime.get().getBaseVersion()
            + ", and this is the plugin " + pluginVersion + "; give both the same version");
  }

  private Optional<Artifact> find(String group, String name) {
    return dependencies.stream()
        .filter(artifact ->
            artifact.getGroupId().equals(group) && artifact.getArtifactId().equals(name))
        .findFirst();
  }
}
