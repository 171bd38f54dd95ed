package io.shatterproof.maven.build;

import io.shatterproof.compiler.output.OutputFile;
import io.shatterproof.compiler.output.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What one execution remembers of its last run: of what it generated, and what. Two executions
 * never share a state, nor does one that writes to another folder.
 */
final class GenerationState {
  /**
   * How the name of the file ends that says whose state it is: execution and folder, a line each.
   */
  static final String OWNER = ".owner";

  /** With the empty one behind the last. */
  static final int OWNER_LINES = 3;

  private final GenerationRequest request;
  private final String name;

  private GenerationState(GenerationRequest request, String name) {
    this.request = request;
    this.name = name;
  }

  static GenerationState of(GenerationRequest request) {
    String folder = request.sources().shown(request.outputFolder());
    String key = InputDigest.of(List.of(request.executionId(), folder)).substring(0, 8);
    return new GenerationState(
        request, request.executionId().replaceAll("[^A-Za-z0-9_-]", "_") + "-" + key);
  }

  /** The state that this file is a part of. */
  GenerationState of(Path owner) {
    String file = owner.getFileName().toString();
    return new GenerationState(request, file.substring(0, file.length() - OWNER.length()));
  }

  /** The file that says whose state it is. */
  Path owner() {
    return request.stateFolder().resolve(name + OWNER);
  }

  /** Says whose state it is. */
  void own() throws IOException {
    String text =
        request.executionId() + "\n" + request.sources().shown(request.outputFolder()) + "\n";
    OutputFile.replace(owner(), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Forgets everything. */
  void delete() throws IOException {
    forget();
    Files.deleteIfExists(manifest());
    Files.deleteIfExists(owner());
  }

  /** The file that lists what was generated. */
  Path manifest() {
    return request.stateFolder().resolve(name + ".files");
  }

  /** Whether the last run had this input, and nobody has touched what it generated since. */
  boolean isCurrent(String inputDigest, OutputFolder output) throws IOException {
    return lastRun().isCurrent(inputDigest, output.listed());
  }

  void remember(String inputDigest, OutputFolder output) throws IOException {
    lastRun().remember(inputDigest, output.listed());
  }

  /** Makes the next run generate again. */
  void forget() throws IOException {
    lastRun().forget();
  }

  private LastRun lastRun() {
    return new LastRun(request.stateFolder().resolve(name + ".state"), request.outputFolder());
  }
}
