package io.shatterproof.maven.mojo;

import io.shatterproof.maven.build.Replay;
import io.shatterproof.maven.build.ReplayArtifacts;
import io.shatterproof.maven.build.ReplayRequest;
import io.shatterproof.maven.build.ReportParameter;
import io.shatterproof.maven.build.TargetChoice;
import io.shatterproof.maven.build.TestClassPath;
import io.shatterproof.results.ReportTarget;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Judges an implementation of the project by vectors, of other teams for example. */
@Mojo(
    name = "replay",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST, // the implementation is run
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // set by Maven
public final class ReplayMojo extends ScenarioGoal {
  /** Vector files, and folders or jars of them that have a manifest. */
  @Parameter(property = "p2m.replay.sets")
  private List<File> sets = List.of();

  /**
   * Dependencies of the tests that are jars of vectors, each as {@code groupId:artifactId[:version]:classifier}.
   * Without sets and artifacts every dependency of the tests that has vectors.
   */
  @Parameter(property = "p2m.replay.artifacts")
  private List<String> artifacts = List.of();

  /**
   * Name of the implementation to judge, which is on the class path of the tests; without it the only
   * one there beside the reference, and without one the reference.
   */
  @Parameter(property = "p2m.provider")
  private @Nullable String provider;

  /** A program that is the implementation to judge, with its arguments. */
  @Parameter(property = "p2m.providerCommand")
  private @Nullable String providerCommand;

  /** Profiles of the implementation to judge it as; without any every one that a vector names. */
  @Parameter(property = "p2m.replay.profiles")
  private List<String> profiles = List.of();

  /** Seconds that the implementation may work in one run of one vector. */
  @Parameter(property = "p2m.replay.timeout", defaultValue = "10")
  private int timeout;

  /**
   * How many vectors are run at once, as far as the implementation allows it; 0 for one a
   * processor.
   */
  @Parameter(property = "p2m.replay.threads", defaultValue = "0")
  private int threads;

  /**
   * Files for the results, each as {@code FORMAT:FILE}, where the format is junit, tap or jsonl.
   */
  @Parameter(property = "p2m.replay.reports")
  private List<String> reports = List.of();

  /** A list of failures that are known; only others fail the build. */
  @Parameter(property = "p2m.replay.knownFailures")
  private @Nullable File knownFailures;

  /** Whether a known failure that is fixed, or is about no vector of the sets, fails the build. */
  @Parameter(property = "p2m.replay.strictKnown", defaultValue = "false")
  private boolean strictKnown;

  /** Does nothing, while the other goals do. */
  @Parameter(property = "p2m.replay.skip", defaultValue = "false")
  private boolean skipReplay;

  /**
   * Compiles no tests, among which the implementation may be; {@code skipTests} is something else.
   */
  @Parameter(property = "maven.test.skip", defaultValue = "false", readonly = true)
  private boolean skipTestCompilation;

  @Override
  String work() {
    return "Replaying vectors";
  }

  @Override
  boolean isSkipped() {
    return skipReplay || skipTestCompilation;
  }

  @Override
  void run() throws IOException, MojoExecutionException, MojoFailureException {
    String generator = "shatterproof-maven-plugin " + plugin().getVersion();
    testDependencies().adviceForReplay().forEach(getLog()::warn);
    Replay replay = new Replay(request(), generator, getLog());
    try (TestClassPath classPath = new TestClassPath(testClassPath())) {
      replay.run(classPath);
    }
  }

  private List<Path> testClassPath() throws MojoExecutionException {
    try {
      return project().getTestClasspathElements().stream().map(Path::of).toList();
    } catch (DependencyResolutionRequiredException e) {
      throw new MojoExecutionException("The dependencies of the project are not resolved", e);
    }
  }

  private ReplayRequest request() throws MojoExecutionException {
    Path base = project().getBasedir().toPath();
    List<Path> all = new ArrayList<>(sets.stream().map(File::toPath).toList());
    all.addAll(ReplayArtifacts.find("artifacts", artifacts, project().getArtifacts()));
    List<ReportTarget> targets = new ArrayList<>();
    for (String report : reports) {
      targets.add(ReportParameter.parse("reports", report, base));
    }
    if (timeout < 1) {
      throw new MojoExecutionException("timeout is at least 1 second, not " + timeout);
    }
    if (threads < 0) {
      throw new MojoExecutionException(
          "threads is at least 1, or 0 for one a processor, not " + threads);
    }
    if (strictKnown && knownFailures == null) {
      throw new MojoExecutionException("strictKnown needs knownFailures");
    }
    return new ReplayRequest(
        base,
        all,
        TargetChoice.of(provider, providerCommand),
        profiles,
        Duration.ofSeconds(timeout),
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
        targets,
        Optional.ofNullable(knownFailures).map(File::toPath),
        strictKnown);
  }
}
