package io.shatterproof.maven.build;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.output.OutputChange;
import io.shatterproof.compiler.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Generates test sources, unless nothing has changed since the last time. */
public final class Generation {
  private final GenerationRequest request;
  private final GenerationState state;
  private final OutputFolder output;

  /** Plans a generation; {@link #run} does it. */
  public Generation(GenerationRequest request) {
    this.request = request;
    this.state = GenerationState.of(request);
    this.output = new OutputFolder(request.outputFolder(), state.manifest());
  }

  /**
   * Brings the output folder up to date. With an error in a scenario file nothing is changed, and
   * the next run tries again.
   *
   * @throws IOException if something cannot be read or written
   */
  public GenerationOutcome run() throws IOException {
    new GoneExecutions(request, state).clean();
    List<Path> files = ScenarioFiles.find(request.sources());
    Loading loading = ScenarioFiles.load(files, request.sources());
    String digest = InputDigest.of(
        loading,
        request.warnings(),
        List.of(
            request.generator(),
            request.packageName(),
            request.suite(),
            request.target().provider(),
            request.target().command()));
    if (!loading.hasErrors() && state.isCurrent(digest, output)) {
      return GenerationOutcome.upToDate(files);
    }
    Compilation compilation = Compiler.compile(
            loading.sources(), loading.imports(), request.suite())
        .under(request.warnings());
    List<Diagnostic> diagnostics = new ArrayList<>(loading.diagnostics());
    diagnostics.addAll(compilation.diagnostics());
    if (diagnostics.stream().anyMatch(Diagnostic::isError)) {
      state.forget();
      return GenerationOutcome.failed(files, diagnostics);
    }
    state.own();
    OutputChange change = output.update(
        Compiler.toJunit(compilation.vectors(), request.packageName(), request.target()));
    int vectors = compilation.vectors().vectors().size();
    if (vectors > 0) {
      state.remember(digest, output);
    } else {
      state.forget(); // what is missing is told each time
    }
    return GenerationOutcome.generated(files, vectors, diagnostics, change);
  }
}
