package io.shatterproof.maven.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.load.LibraryDamage;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Build;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectLibrariesTest {
  private static final String NAME = "p2m/lib/sizes.p2m";

  @TempDir
  private Path folder;

  private final RecordedFiles files = new RecordedFiles();
  private MavenProject project = new MavenProject();

  /** Knows where dependencies are, and what was fetched. */
  private final class RecordedFiles implements ArtifactFiles {
    private final List<String> fetched = new ArrayList<>();

    @Override
    public Optional<Path> atHand(Artifact artifact) {
      Path jar = folder.resolve(artifact.getArtifactId() + "-here.jar");
      return Optional.of(jar).filter(Files::exists);
    }

    @Override
    public Path fetch(Artifact artifact) throws IOException {
      fetched.add(artifact.getArtifactId());
      Path jar = folder.resolve(artifact.getArtifactId() + ".jar");
      if (!Files.exists(jar)) {
        throw new IOException("nobody has it");
      }
      return jar;
    }
  }

  @BeforeEach
  void makeProject() {
    project = module("app");
  }

  private MavenProject module(String name) {
    MavenProject module = new MavenProject();
    module.setGroupId("org.example");
    module.setArtifactId(name);
    module.setVersion("1.0");
    Build build = new Build();
    build.setOutputDirectory(folder.resolve(name + "/target/classes").toString());
    build.setTestOutputDirectory(folder.resolve(name + "/target/test-classes").toString());
    build.addResource(resource(name + "/src/main/resources"));
    build.addTestResource(resource(name + "/src/test/resources"));
    module.setBuild(build);
    return module;
  }

  private Resource resource(String path) {
    Resource resource = new Resource();
    resource.setDirectory(folder.resolve(path).toString());
    return resource;
  }

  private Artifact dependency(String name) {
    DefaultArtifactHandler handler = new DefaultArtifactHandler("jar");
    handler.setAddedToClasspath(true);
    return new DefaultArtifact("org.example", name, "1.0", "test", "jar", null, handler);
  }

  private void depend(String... names) {
    project.setArtifacts(new java.util.LinkedHashSet<>(
        java.util.Arrays.stream(names).map(this::dependency).toList()));
  }

  private ProjectLibraries libraries(MavenProject... modules) {
    return ProjectLibraries.of(project, List.of(modules), files);
  }

  private Path write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, path);
  }

  private void writeJar(String name) throws IOException {
    writeJar(name, NAME);
  }

  private void writeJar(String name, String entry) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.putNextEntry(new JarEntry(entry));
      out.write(name.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String text(Optional<URL> url) throws IOException {
    try (var in = url.orElseThrow().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void resourcesOfTheProjectComeBeforeWhatBecameOfThemAndBeforeDependencies() throws IOException {
    depend("lib");
    writeJar("lib.jar");
    write("app/target/test-classes/" + NAME);
    write("app/src/test/resources/" + NAME);

    try (ProjectLibraries libraries = libraries()) {
      assertThat(text(libraries.find(NAME))).isEqualTo("app/src/test/resources/" + NAME);
    }
    assertThat(files.fetched).isEmpty();
  }

  @Test
  void whatIsFilteredIsTakenAsItBecame() throws IOException {
    project.getBuild().getTestResources().get(0).setFiltering(true);
    write("app/target/test-classes/" + NAME);
    write("app/src/test/resources/" + NAME);

    try (ProjectLibraries libraries = libraries()) {
      assertThat(text(libraries.find(NAME))).isEqualTo("app/target/test-classes/" + NAME);
    }
  }

  @Test
  void dependenciesAreFetchedInOrderUntilOneHasTheFile() throws IOException {
    depend("first", "second", "third");
    writeJar("second.jar");
    try (JarOutputStream empty =
        new JarOutputStream(Files.newOutputStream(folder.resolve("first.jar")))) {
      empty.putNextEntry(new JarEntry("other"));
    }

    try (ProjectLibraries libraries = libraries()) {
      assertThat(text(libraries.find(NAME))).isEqualTo("second.jar");
    }
    assertThat(files.fetched).containsExactly("first", "second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p2m/a#b.p2m", "p2m/100%25.p2m", "p2m/a b+c.p2m", "p2m/\u00e4.p2m"})
  void fileOfADependencyMayHaveAnyName(String name) throws IOException {
    depend("lib");
    writeJar("lib.jar", name);

    try (ProjectLibraries libraries = libraries()) {
      assertThat(text(libraries.find(name))).isEqualTo("lib.jar");
    }
  }

  @Test
  void nothingIsFetchedForAFileThatIsHiddenAnyway() throws IOException {
    depend("lib");
    writeJar("lib.jar");

    try (ProjectLibraries libraries = libraries()) {
      assertThat(libraries.findAtHand(NAME)).isEmpty();
    }
    assertThat(files.fetched).isEmpty();
    writeJar("lib-here.jar");
    try (ProjectLibraries libraries = libraries()) {
      assertThat(text(libraries.findAtHand(NAME))).isEqualTo("lib-here.jar");
    }
  }

  @Test
  void moduleOfTheBuildNeedNotBeBuilt() throws IOException {
    depend("lib");
    write("lib/src/main/resources/" + NAME);

    try (ProjectLibraries libraries = libraries(module("other"), module("lib"))) {
      assertThat(text(libraries.find(NAME))).isEqualTo("lib/src/main/resources/" + NAME);
    }
    assertThat(files.fetched).isEmpty();
  }

  @Test
  void moduleOfAnotherVersionIsNoModuleOfTheBuild() throws IOException {
    depend("lib");
    writeJar("lib.jar");
    write("lib/src/main/resources/" + NAME);
    MavenProject next = module("lib");
    next.setVersion("2.0");

    try (ProjectLibraries libraries = libraries(next)) {
      assertThat(text(libraries.find(NAME))).isEqualTo("lib.jar");
    }
  }

  @Test
  void linkOutOfAFolderIsNotFollowed() throws IOException {
    Path secret = write("secret.p2m");
    Path link = folder.resolve("app/src/test/resources/" + NAME);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, secret);

    try (ProjectLibraries libraries = libraries()) {
      assertThat(libraries.find(NAME)).isEmpty();
    }
  }

  @Test
  void placesAreToldWithThoseThatCouldNotBeLookedAt() throws IOException {
    depend("gone", "lib");
    writeJar("lib.jar");

    try (ProjectLibraries libraries = libraries()) {
      assertThat(libraries.find("p2m/nowhere.p2m")).isEmpty();
      assertThat(libraries.find("p2m/nowhere-else.p2m")).isEmpty();
      assertThat(libraries.places())
          .containsExactly(
              "looked at the folder `p2m` of the resources of the project, org.example:lib:1.0",
              "could not look at org.example:gone:1.0: nobody has it");
    }
    assertThat(files.fetched).containsExactly("gone", "lib");
  }

  @Test
  void nothingIsFoundBehindADamagedJar() throws IOException {
    depend("before", "damaged", "behind");
    writeJar("before.jar", "p2m/before.p2m");
    write("damaged.jar");
    writeJar("behind.jar");

    try (ProjectLibraries libraries = libraries()) {
      assertThat(libraries.find(NAME)).isEmpty();
      assertThat(libraries.find("p2m/nowhere.p2m")).isEmpty();
      assertThat(text(libraries.find("p2m/before.p2m"))).isEqualTo("before.jar");
      assertThat(libraries.places())
          .containsExactly(
              "looked at the folder `p2m` of the resources of the project, org.example:before:1.0",
              "could not look at org.example:damaged:1.0, nor at what follows it: zip END header"
                  + " not found");
      assertThat(libraries.damage()).contains(damage("damaged"));
    }
    assertThat(files.fetched).containsExactly("before", "damaged");
  }

  /** What is told of a jar. */
  private LibraryDamage damage(String name) {
    return new LibraryDamage(
        "org.example:" + name + ":1.0",
        "delete " + folder.resolve(name + ".jar") + " to have it fetched or built again");
  }

  @Test
  void importThatCannotBeLookedForIsNotSaidToBeNowhere() throws IOException {
    depend("damaged", "behind");
    write("damaged.jar");
    writeJar("behind.jar");
    Project importing = Project.in(folder.resolve("app"));
    importing.writeScenario("first.p2m", "one", "import \"lib/sizes.p2m\"\n");

    try (ProjectLibraries libraries = libraries()) {
      assertThat(importing.importingFrom(libraries).generate().diagnostics())
          .filteredOn(told -> told.code().equals("P2M0006"))
          .singleElement()
          .satisfies(told -> {
            assertThat(told.message())
                .isEqualTo("there is no file `lib/sizes.p2m`, and it cannot be looked for in"
                    + " libraries: org.example:damaged:1.0 is damaged");
            assertThat(told.help()).containsExactly(damage("damaged").cure());
          });
    }
  }

  @Test
  void fileOfADamagedJarIsToldWithTheJar() throws IOException {
    depend("lib");
    writeJar("lib.jar");

    try (ProjectLibraries libraries = libraries()) {
      assertThat(libraries.find(NAME)).isPresent();
      assertThat(libraries.damageOf(folder.resolve("lib.jar").toUri().toURL()))
          .isEqualTo(damage("lib"));
    }
  }

  @Test
  void libraryThatHidesItselfFromNowOnIsAReasonToGenerate() throws IOException {
    depend("lib");
    Project generated = Project.in(folder.resolve("app"));
    generated.write("lib/sizes.p2m", "language 1\nconst PAGE = 4K\n");
    generated.writeScenario("first.p2m", "one", "import \"lib/sizes.p2m\"\n");
    try (ProjectLibraries libraries = libraries()) {
      assertThat(generated.importingFrom(libraries).generate().diagnostics())
          .noneMatch(told -> told.message().contains("hides"));
      assertThat(generated.importingFrom(libraries).generate().isUpToDate()).isTrue();
    }
    writeJar("lib-here.jar");

    try (ProjectLibraries libraries = libraries()) {
      assertThat(generated.importingFrom(libraries).generate().diagnostics())
          .anyMatch(told -> told.message().contains("hides"));
    }
  }
}
