package io.shatterproof.maven.build;

import io.shatterproof.compiler.backend.junit.TestTarget;
import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.compiler.load.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A project in a temporary folder, and the request that Maven would make for it. */
record Project(Path folder, GenerationRequest request) {

  static Project in(Path folder) {
    SourceRequest sources = new SourceRequest(
        folder,
        folder.resolve("src/test/p2m"),
        List.of("**/*.p2m"),
        List.of(),
        Libraries.of(Project.class.getClassLoader()));
    return new Project(
        folder,
        new GenerationRequest(
            sources,
            folder.resolve("target/generated-test-sources/p2m"),
            folder.resolve("target/shatterproof"),
            "default",
            Set.of("default"),
            "org.example",
            "project",
            TestTarget.ANY,
            WarningPolicy.TELL,
            "1.0"));
  }

  /** The same project built by another version of the plugin. */
  Project builtBy(String generator) {
    return with(request.sources(), request.target(), request.warnings(), generator);
  }

  /** The same project with a pattern of files to leave out. */
  Project excluding(String pattern) {
    SourceRequest sources = sources();
    return with(
        new SourceRequest(
            sources.baseFolder(),
            sources.sourceFolder(),
            sources.includes(),
            List.of(pattern),
            sources.libraries()),
        request.target(),
        request.warnings(),
        request.generator());
  }

  /** The same project where warnings are treated so. */
  Project under(WarningPolicy warnings) {
    return with(request.sources(), request.target(), warnings, request.generator());
  }

  /** The same project whose tests run on something else. */
  Project testing(TestTarget target) {
    return with(request.sources(), target, request.warnings(), request.generator());
  }

  /** The same project with another class path of its tests. */
  Project importingFrom(ClassLoader libraries) {
    return importingFrom(Libraries.of(libraries));
  }

  /** The same project with other libraries. */
  Project importingFrom(Libraries libraries) {
    SourceRequest sources = sources();
    return with(
        new SourceRequest(
            sources.baseFolder(),
            sources.sourceFolder(),
            sources.includes(),
            sources.excludes(),
            libraries),
        request.target(),
        request.warnings(),
        request.generator());
  }

  /** The same project as another execution, beside these, sees it. */
  Project asExecution(String id, String... others) {
    Set<String> executions = new HashSet<>(List.of(others));
    executions.add(id);
    return new Project(folder, withPlace(id, executions, request.outputFolder()));
  }

  /** The same project whose tests are written to another folder. */
  Project writingTo(String output) {
    return new Project(
        folder, withPlace(request.executionId(), request.executions(), folder.resolve(output)));
  }

  private GenerationRequest withPlace(String id, Set<String> executions, Path output) {
    return new GenerationRequest(
        request.sources(),
        output,
        request.stateFolder(),
        id,
        executions,
        request.packageName(),
        request.suite(),
        request.target(),
        request.warnings(),
        request.generator());
  }

  private Project with(
      SourceRequest sources, TestTarget target, WarningPolicy warnings, String generator) {
    return new Project(
        folder,
        new GenerationRequest(
            sources,
            request.outputFolder(),
            request.stateFolder(),
            request.executionId(),
            request.executions(),
            request.packageName(),
            request.suite(),
            target,
            warnings,
            generator));
  }

  SourceRequest sources() {
    return request.sources();
  }

  GenerationOutcome generate() throws IOException {
    return new Generation(request).run();
  }

  /** A good scenario file with one scenario; titles of equal length mean the same. */
  void writeScenario(String file, String title) throws IOException {
    writeScenario(file, title, "");
  }

  /** The same with imports. */
  void writeScenario(String file, String title, String imports) throws IOException {
    write(file, """
        language 1
        %3$s
        platform board {
            pes     2
            pa      40 bits
            walker  coherent
        }
        domain guest on board {
            p2m          xen_4_8
            granule      4K
            ipa          40 bits
            start        level 1 concatenated 2
            operated by  pe 0
            runs on      pe 1
        }
        scenario "%1$s" {
            when pe 0 {
                map guest %2$d * 4K size 4K to 0x8_0000_0000 as ram_rw   returns 0
            }
            then {
                lookup guest %2$d * 4K is 0x8_0000_0000
            }
        }
        """.formatted(title, title.length(), imports));
  }

  void write(String file, String text) throws IOException {
    Path path = request.sources().sourceFolder().resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  void delete(String file) throws IOException {
    Files.delete(request.sources().sourceFolder().resolve(file));
  }

  Path generated(String path) {
    return request.outputFolder().resolve(path);
  }
}
