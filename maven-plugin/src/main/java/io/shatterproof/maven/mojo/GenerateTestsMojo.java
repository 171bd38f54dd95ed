package io.shatterproof.maven.mojo;

import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.maven.build.Generation;
import io.shatterproof.maven.build.GenerationOutcome;
import io.shatterproof.maven.build.GenerationRequest;
import io.shatterproof.maven.build.GeneratorVersion;
import io.shatterproof.maven.build.OutcomeLog;
import io.shatterproof.maven.build.WarningCodes;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import javax.lang.model.SourceVersion;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.build.BuildContext;

/**
 * Generates JUnit 5 tests from the scenario files of a project.
 *
 * <p>The tests need {@code shatterproof-runtime} and JUnit Jupiter in scope {@code test}.
 */
@Mojo(
    name = "generate-tests",
    defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES,
    requiresDependencyResolution = ResolutionScope.TEST, // libraries may hold files to import
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // set by Maven
public final class GenerateTestsMojo extends AbstractMojo {
  /** Folder of the scenario files. */
  @Parameter(property = "p2m.sourceDirectory", defaultValue = "${project.basedir}/src/test/p2m")
  private File sourceDirectory;

  /** Ant patterns of the scenario files to take; without any, every {@code *.p2m}. */
  @Parameter
  private List<String> includes = List.of("**/*.p2m");

  /** Ant patterns of the scenario files to leave out. */
  @Parameter
  private List<String> excludes = List.of();

  /** Where the tests are written; always added to the test sources of the project. */
  @Parameter(
      property = "p2m.outputDirectory",
      defaultValue = "${project.build.directory}/generated-test-sources/p2m")
  private File outputDirectory;

  /** Java package of the tests. */
  @Parameter(property = "p2m.packageName", defaultValue = "p2m")
  private String packageName;

  /** Whether a project without scenario files is an error; otherwise it is a warning. */
  @Parameter(property = "p2m.failOnMissingSources", defaultValue = "false")
  private boolean failOnMissingSources;

  /** Whether every warning is an error. */
  @Parameter(property = "p2m.warningsAsErrors", defaultValue = "false")
  private boolean warningsAsErrors;

  /** Warnings that are errors, by their codes, such as {@code P2M0901}. */
  @Parameter(property = "p2m.errors")
  private List<String> errors = List.of();

  /** Warnings that are not told, by their codes. */
  @Parameter(property = "p2m.noWarnings")
  private List<String> noWarnings = List.of();

  /** Generates nothing; what was generated earlier stays in the test sources. */
  @Parameter(property = "p2m.skip", defaultValue = "false")
  private boolean skip;

  /** Compiles no tests, so that generating them makes no sense; {@code skipTests} is something else. */
  @Parameter(property = "maven.test.skip", defaultValue = "false", readonly = true)
  private boolean skipTestCompilation;

  @Parameter(
      defaultValue = "${project.build.directory}/shatterproof",
      readonly = true,
      required = true)
  private File stateDirectory;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  private final BuildContext buildContext;

  /** Called by Maven, which then sets the parameters. */
  @Inject
  public GenerateTestsMojo(BuildContext buildContext) {
    this.buildContext = buildContext;
  }

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    // Before anything that returns early: the tests of an earlier run belong to the project too.
    project.addTestCompileSourceRoot(outputDirectory.getAbsolutePath());
    project.addTestResource(vectors());
    if (skip || skipTestCompilation) {
      getLog().info("Generating tests from scenario files is skipped.");
      return;
    }
    if (!SourceVersion.isName(packageName)) {
      throw new MojoExecutionException(
          "packageName is \"" + packageName + "\", which is no name of a Java package");
    }
    OutcomeLog log = new OutcomeLog(getLog(), buildContext, project.getBasedir());
    try (URLClassLoader libraries = testClassPath()) {
      GenerationOutcome outcome = new Generation(request(libraries)).run();
      log.tell(outcome, sourceDirectory, failOnMissingSources);
      if (outcome.change().isPresent()) {
        buildContext.refresh(outputDirectory);
      }
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot generate tests: " + e.getMessage(), e);
    }
  }

  /** What lies beside the test classes of files with many scenarios. */
  private Resource vectors() {
    Resource vectors = new Resource();
    vectors.setDirectory(outputDirectory.getAbsolutePath());
    vectors.addInclude("**/*.jsonl");
    return vectors;
  }

  /** The class path of the tests, and nothing of this plugin. */
  private URLClassLoader testClassPath() throws MojoExecutionException, IOException {
    try {
      List<URL> urls = new ArrayList<>();
      for (String element : project.getTestClasspathElements()) {
        urls.add(new File(element).toURI().toURL());
      }
      return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    } catch (DependencyResolutionRequiredException e) {
      throw new MojoExecutionException("The dependencies of the project are not resolved", e);
    }
  }

  private GenerationRequest request(ClassLoader libraries)
      throws IOException, MojoExecutionException {
    return new GenerationRequest(
        project.getBasedir().toPath(),
        sourceDirectory.toPath(),
        includes,
        excludes,
        libraries,
        outputDirectory.toPath(),
        stateDirectory.toPath(),
        execution.getExecutionId(),
        packageName,
        project.getArtifactId(),
        warnings(),
        GeneratorVersion.of(execution.getMojoDescriptor().getPluginDescriptor()));
  }

  private WarningPolicy warnings() throws MojoExecutionException {
    return new WarningPolicy(
        warningsAsErrors,
        WarningCodes.parse("errors", errors),
        WarningCodes.parse("noWarnings", noWarnings));
  }
}
