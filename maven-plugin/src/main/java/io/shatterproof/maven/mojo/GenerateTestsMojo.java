package io.shatterproof.maven.mojo;

import io.shatterproof.maven.build.Generation;
import io.shatterproof.maven.build.GenerationOutcome;
import io.shatterproof.maven.build.GenerationRequest;
import io.shatterproof.maven.build.GeneratorVersion;
import io.shatterproof.maven.build.Markers;
import io.shatterproof.maven.build.OutcomeLog;
import io.shatterproof.maven.build.SourceRequest;
import io.shatterproof.maven.build.TargetChoice;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import javax.lang.model.SourceVersion;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.build.BuildContext;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Generates JUnit tests from the scenario files of a project.
 *
 * <p>The tests need {@code shatterproof-runtime} and JUnit Jupiter in scope {@code test}.
 */
@Mojo(
    name = "generate-tests",
    defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES,
    requiresDependencyCollection = ResolutionScope.TEST, // what is imported is fetched when it is
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // set by Maven
public final class GenerateTestsMojo extends CompilingGoal {
  /** The execution of {@code mvn shatterproof:generate-tests}, which does what another does. */
  private static final String FROM_COMMAND_LINE = "default-cli";

  /** Where the tests are written; always added to the test sources of the project. */
  @Parameter(
      property = "p2m.outputDirectory",
      defaultValue = "${project.build.directory}/generated-test-sources/p2m")
  private File outputDirectory;

  /** Java package of the tests. */
  @Parameter(property = "p2m.packageName", defaultValue = "p2m")
  private String packageName;

  /**
   * Name of the implementation that the tests run on, which is on the class path of the tests; without it the
   * only one there beside the reference, and without one the reference.
   */
  @Parameter(property = "p2m.provider")
  private @Nullable String provider;

  /** A program that is the implementation that the tests run on, with its arguments. */
  @Parameter(property = "p2m.providerCommand")
  private @Nullable String providerCommand;

  /**
   * Does nothing, while the other goals do; what was generated earlier stays in the test sources.
   */
  @Parameter(property = "p2m.generate.skip", defaultValue = "false")
  private boolean skipGeneration;

  /**
   * Compiles no tests, so that generating them makes no sense; {@code skipTests} is something else.
   */
  @Parameter(property = "maven.test.skip", defaultValue = "false", readonly = true)
  private boolean skipTestCompilation;

  @Parameter(
      defaultValue = "${project.build.directory}/shatterproof",
      readonly = true,
      required = true)
  private File stateDirectory;

  /** Called by Maven, which then sets the parameters. */
  @Inject
  public GenerateTestsMojo(
      BuildContext buildContext,
      org.sonatype.plexus.build.incremental.BuildContext legacy,
      RepositorySystem repositories) {
    super(new Markers(buildContext, legacy), repositories);
  }

  /** The tests of an earlier run belong to the project, too. */
  @Override
  void prepare() {
    project().addTestCompileSourceRoot(outputDirectory.getAbsolutePath());
    project().addTestResource(vectors());
  }

  /** What lies beside the test classes of files with many scenarios. */
  private Resource vectors() {
    Resource vectors = new Resource();
    vectors.setDirectory(outputDirectory.getAbsolutePath());
    vectors.addInclude("**/*.jsonl");
    return vectors;
  }

  @Override
  String work() {
    return "Generating tests from scenario files";
  }

  @Override
  boolean isSkipped() {
    return skipGeneration || skipTestCompilation || super.isSkipped();
  }

  @Override
  void run(SourceRequest sources) throws IOException, MojoExecutionException, MojoFailureException {
    if (!SourceVersion.isName(packageName)) {
      throw new MojoExecutionException(
          "packageName is \"" + packageName + "\", which is no name of a Java package");
    }
    checkFolder("outputDirectory", outputDirectory);
    requireOwnPlace();
    GenerationOutcome outcome = new Generation(request(sources)).run();
    new OutcomeLog(getLog(), problems()).tell(outcome, sources, failOnMissingSources());
    if (outcome.vectors() > 0) {
      testDependencies().adviceForTests().forEach(getLog()::warn);
    }
    if (outcome.change().isPresent()) {
      markers().refresh(outputDirectory.toPath());
    }
  }

  /** Of two executions with one place each would replace the tests of the other. */
  private void requireOwnPlace() throws MojoExecutionException {
    String place = getClass().getName() + " " + packageName + " " + outputDirectory;
    Object other = project().getContextValue(place);
    if (other == null || other.equals(FROM_COMMAND_LINE)) {
      project().setContextValue(place, executionId());
    } else if (!other.equals(executionId()) && !executionId().equals(FROM_COMMAND_LINE)) {
      throw new MojoExecutionException("The executions " + other + " and " + executionId()
          + " generate package " + packageName + " in the same outputDirectory; give one of them"
          + " another packageName or outputDirectory");
    }
  }

  private GenerationRequest request(SourceRequest sources)
      throws IOException, MojoExecutionException {
    return new GenerationRequest(
        sources,
        outputDirectory.toPath(),
        stateDirectory.toPath(),
        executionId(),
        executions(),
        packageName,
        project().getArtifactId(),
        TargetChoice.of(provider, providerCommand),
        warnings(),
        GeneratorVersion.of(plugin()));
  }

  /** The executions of this goal that the project has, and those of command lines. */
  private Set<String> executions() {
    Set<String> ids = new HashSet<>(List.of(FROM_COMMAND_LINE, executionId()));
    Plugin declared = project().getPlugin(plugin().getPluginLookupKey());
    if (declared != null) {
      declared.getExecutions().stream()
          .filter(execution -> execution.getGoals().contains("generate-tests"))
          .forEach(execution -> ids.add(execution.getId()));
    }
    return ids;
  }
}
