package io.shatterproof.maven.build;

import io.shatterproof.compiler.load.Libraries;
import io.shatterproof.compiler.load.LibraryDamage;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The folders {@code p2m} of what a project tests with: its own resources, modules of the same build and
 * other dependencies, in the order of the class path of the tests. A module need not be built, and
 * a dependency is fetched only when a file is in none of the places before it. Nothing is found behind one
 * that is damaged: it may be the one that has the file.
 */
public final class ProjectLibraries implements Libraries, AutoCloseable {
  private static final int MOST_NAMED = 20;

  private final List<LibraryPlace> places;
  private final Map<String, Optional<URL>> found = new HashMap<>();
  private final Map<String, Optional<URL>> atHand = new HashMap<>();
  private final Map<LibraryPlace, String> unreadable = new LinkedHashMap<>();
  private @Nullable LibraryPlace damaged;
  private String cure = "";

  ProjectLibraries(List<? extends LibraryPlace> places) {
    this.places = List.copyOf(places);
  }

  /**
   * Those of a project.
   *
   * @param modules every project of the build
   */
  public static ProjectLibraries of(
      MavenProject project, List<MavenProject> modules, ArtifactFiles files) {
    List<LibraryPlace> places = new ArrayList<>();
    places.add(new LibraryFolders("the resources of the project", ownFolders(project)));
    for (Artifact artifact : project.getArtifacts()) {
      if (artifact.getArtifactHandler().isAddedToClasspath()) {
        places.add(module(artifact, modules).orElseGet(() -> new LibraryArtifact(artifact, files)));
      }
    }
    return new ProjectLibraries(places);
  }

  private static List<Path> ownFolders(MavenProject project) {
    List<Path> folders = new ArrayList<>();
    folders.addAll(
        folders(project.getTestResources(), project.getBuild().getTestOutputDirectory()));
    folders.addAll(folders(project.getResources(), project.getBuild().getOutputDirectory()));
    return folders;
  }

  /** A dependency that is a module of this build, whether it is built or not. */
  private static Optional<LibraryPlace> module(Artifact artifact, List<MavenProject> modules) {
    boolean isMain = artifact.getType().equals("jar") && !artifact.hasClassifier();
    boolean isTests =
        artifact.getType().equals("test-jar") || "tests".equals(artifact.getClassifier());
    if (!isMain && !isTests) {
      return Optional.empty();
    }
    return modules.stream()
        .filter(module -> module.getGroupId().equals(artifact.getGroupId())
            && module.getArtifactId().equals(artifact.getArtifactId())
            && module.getVersion().equals(artifact.getBaseVersion()))
        .findFirst()
        .map(module -> new LibraryFolders(
            "the module " + module.getArtifactId(),
            isTests
                ? folders(module.getTestResources(), module.getBuild().getTestOutputDirectory())
                : folders(module.getResources(), module.getBuild().getOutputDirectory())));
  }

  /** Resources that are copied as they are, which are newer than the copies; then the copies. */
  private static List<Path> folders(List<Resource> resources, String output) {
    List<Path> folders = new ArrayList<>();
    for (Resource resource : resources) {
      if (!resource.isFiltering() && resource.getTargetPath() == null) {
        folders.add(Path.of(resource.getDirectory()));
      }
    }
    folders.add(Path.of(output));
    return folders;
  }

  @Override
  public Optional<URL> find(String name) {
    return found.computeIfAbsent(name, missing -> find(missing, true));
  }

  @Override
  public Optional<URL> findAtHand(String name) {
    return atHand.computeIfAbsent(name, missing -> find(missing, false));
  }

  private Optional<URL> find(String name, boolean mayFetch) {
    for (LibraryPlace place : places) {
      if (place.equals(damaged)) {
        return Optional.empty();
      }
      if (unreadable.containsKey(place)) {
        continue; // nor will it be in a moment
      }
      try {
        Optional<URL> url = place.find(name, mayFetch);
        if (url.isPresent()) {
          return url;
        }
      } catch (DamagedLibraryException e) {
        damaged = place;
        cure = e.cure();
        unreadable.put(place, String.valueOf(e.getMessage()));
        return Optional.empty();
      } catch (IOException e) {
        unreadable.put(place, String.valueOf(e.getMessage()));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> places() {
    List<String> names = places.stream()
        .takeWhile(place -> !place.equals(damaged))
        .filter(place -> !unreadable.containsKey(place))
        .map(LibraryPlace::shown)
        .toList();
    List<String> lines = new ArrayList<>();
    lines.add("looked at the folder `p2m` of "
        + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
        + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : ""));
    unreadable.forEach((place, why) -> lines.add("could not look at " + place.shown()
        + (place.equals(damaged) ? ", nor at what follows it: " : ": ") + why));
    return lines;
  }

  @Override
  public Optional<LibraryDamage> damage() {
    return Optional.ofNullable(damaged).map(place -> new LibraryDamage(place.shown(), cure));
  }

  @Override
  public LibraryDamage damageOf(URL jar) {
    for (LibraryPlace place : places) {
      if (place instanceof LibraryArtifact artifact && artifact.path(jar).isPresent()) {
        return new LibraryDamage(
            place.shown(), DamagedLibraryException.cure(artifact.path(jar).get()));
      }
    }
    return Libraries.super.damageOf(jar);
  }

  @Override
  public void close() throws IOException {
    for (LibraryPlace place : places) {
      if (place instanceof LibraryArtifact artifact) {
        artifact.close();
      }
    }
  }
}
