package io.shatterproof.maven.build;

import io.shatterproof.compiler.output.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Executions that a project does not have any more, for example since one was renamed, or that write
 * to another folder now. Nobody else would delete what they generated.
 */
final class GoneExecutions {
  private final GenerationRequest request;
  private final GenerationState present;

  GoneExecutions(GenerationRequest request, GenerationState present) {
    this.request = request;
    this.present = present;
  }

  /** Deletes what they generated, and what was remembered of it. */
  void clean() throws IOException {
    if (!Files.isDirectory(request.stateFolder())) {
      return;
    }
    List<Path> owners;
    try (Stream<Path> files = Files.list(request.stateFolder())) {
      owners = files
          .filter(file -> file.getFileName().toString().endsWith(GenerationState.OWNER))
          .sorted()
          .toList();
    }
    for (Path owner : owners) {
      clean(owner);
    }
  }

  private void clean(Path owner) throws IOException {
    String[] lines = new String(Files.readAllBytes(owner), StandardCharsets.UTF_8).split("\n", -1);
    boolean isGone = !request.executions().contains(lines[0])
        || (lines[0].equals(request.executionId()) && !owner.equals(present.owner()));
    if (lines.length != GenerationState.OWNER_LINES || !isGone) {
      return;
    }
    Path folder = request.sources().baseFolder().resolve(lines[1]);
    GenerationState gone = present.of(owner);
    new OutputFolder(folder, gone.manifest()).update(List.of());
    gone.delete();
  }
}
