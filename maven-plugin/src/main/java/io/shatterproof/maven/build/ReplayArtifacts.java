package io.shatterproof.maven.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;

/** Dependencies in the configuration of the plugin, as {@code groupId:artifactId[:version]:classifier}. */
public final class ReplayArtifacts {
  private ReplayArtifacts() {}

  /**
   * The files of the dependencies that are named.
   *
   * @throws MojoExecutionException if one is no dependency of the tests; the message says which are
   */
  public static List<Path> find(
      String parameter, List<String> named, Collection<Artifact> dependencies)
      throws MojoExecutionException {
    List<Path> files = new ArrayList<>();
    for (String name : named) {
      String[] parts = name.strip().split(":", -1);
      if (parts.length < 3 || parts.length > 4 || List.of(parts).contains("")) {
        throw new MojoExecutionException(parameter + " has \"" + name
            + "\", which is not groupId:artifactId[:version]:classifier, as in"
            + " org.example:p2m-scenarios:vectors");
      }
      files.add(dependencies.stream()
          .filter(artifact -> isMeant(artifact, parts))
          .findFirst()
          .orElseThrow(() -> missing(parameter, name, dependencies))
          .getFile()
          .toPath());
    }
    return files;
  }

  private static boolean isMeant(Artifact artifact, String[] parts) {
    return artifact.getGroupId().equals(parts[0])
        && artifact.getArtifactId().equals(parts[1])
        && (parts.length == 3 || artifact.getBaseVersion().equals(parts[2]))
        && parts[parts.length - 1].equals(artifact.getClassifier());
  }

  private static MojoExecutionException missing(
      String parameter, String name, Collection<Artifact> dependencies) {
    String there = dependencies.stream()
        .filter(Artifact::hasClassifier)
        .map(artifact -> artifact.getGroupId() + ":" + artifact.getArtifactId() + ":"
            + artifact.getBaseVersion() + ":" + artifact.getClassifier())
        .collect(Collectors.joining(", "));
    return new MojoExecutionException(parameter + ": " + name
        + " is no dependency of the tests; those with a classifier are: "
        + (there.isEmpty() ? "none" : there));
  }
}
