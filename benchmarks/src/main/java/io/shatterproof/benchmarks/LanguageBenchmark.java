package io.shatterproof.benchmarks;

import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.Source;
import io.cucumber.messages.types.SourceMediaType;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.parse.FileParser;
import io.shatterproof.compiler.resolve.FileResolver;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.syntax.DeclarationSyntax;
import io.shatterproof.compiler.syntax.FileSyntax;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Files of as many lines: our language to its models, Gherkin to its compiled scenarios. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LanguageBenchmark {
  private static final GherkinParser GHERKIN = GherkinParser.builder()
      .includeSource(false)
      .includeGherkinDocument(false)
      .includePickles(true)
      .build();

  private final SourceFile source = LargeSource.ofLength(1_000_000);
  private final Envelope feature = Envelope.of(new Source(
      "large.feature",
      LargeFeature.ofLines(source.text().lines().count()),
      SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN));

  /** Tells the sizes, which the figures are to be seen with. */
  @Setup
  public void tellSizes() {
    String text = feature.getSource().orElseThrow().getData();
    System.out.printf(
        "%n%d characters in %d lines of ours, %d in %d of Gherkin%n",
        source.text().length(),
        source.text().lines().count(),
        text.length(),
        text.lines().count());
  }

  @Benchmark
  public List<DeclarationSyntax> sourceToSyntax() {
    return FileParser.parse(source, new Diagnostics());
  }

  @Benchmark
  public List<ScenarioModel> sourceToModels() {
    Diagnostics diagnostics = new Diagnostics();
    FileSyntax syntax = FileParser.open(source, diagnostics);
    List<ScenarioModel> models = FileResolver.resolve(
            syntax, List.of(), (keyword, name) -> Optional.empty(), true, diagnostics)
        .scenarios();
    if (diagnostics.hasErrors() || models.isEmpty()) {
      throw new IllegalStateException("the source has errors: " + diagnostics.inOrder());
    }
    return models;
  }

  @Benchmark
  public List<Envelope> gherkinToPickles() {
    List<Envelope> pickles = GHERKIN.parse(feature).toList();
    if (pickles.stream().anyMatch(envelope -> envelope.getPickle().isEmpty())) {
      throw new IllegalStateException("the feature has errors");
    }
    return pickles;
  }
}
