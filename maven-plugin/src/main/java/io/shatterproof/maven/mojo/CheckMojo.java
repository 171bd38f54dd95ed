package io.shatterproof.maven.mojo;

import io.shatterproof.maven.build.FormatCheck;
import io.shatterproof.maven.build.Markers;
import io.shatterproof.maven.build.SourceCheck;
import io.shatterproof.maven.build.SourceRequest;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.build.BuildContext;
import org.eclipse.aether.RepositorySystem;

/** Tells every mistake in the scenario files, and generates nothing. */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.PROCESS_TEST_SOURCES,
    requiresDependencyCollection = ResolutionScope.TEST, // what is imported is fetched when it is
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // set by Maven
public final class CheckMojo extends CompilingGoal {
  /** Whether a file that {@code format} would change is told: {@code off}, {@code warn} or {@code fail}. */
  @Parameter(property = "p2m.check.format", defaultValue = "off")
  private String format;

  /** Does nothing, while the other goals do. */
  @Parameter(property = "p2m.check.skip", defaultValue = "false")
  private boolean skipCheck;

  /** Compiles no tests, whose sources scenario files are; {@code skipTests} is something else. */
  @Parameter(property = "maven.test.skip", defaultValue = "false", readonly = true)
  private boolean skipTestCompilation;

  /** Called by Maven, which then sets the parameters. */
  @Inject
  public CheckMojo(
      BuildContext buildContext,
      org.sonatype.plexus.build.incremental.BuildContext legacy,
      RepositorySystem repositories) {
    super(new Markers(buildContext, legacy), repositories);
  }

  @Override
  String work() {
    return "Checking scenario files";
  }

  @Override
  boolean isSkipped() {
    return skipCheck || skipTestCompilation || super.isSkipped();
  }

  @Override
  void run(SourceRequest sources) throws IOException, MojoExecutionException, MojoFailureException {
    new SourceCheck(
            sources, warnings(), FormatCheck.parse("format", format), failOnMissingSources())
        .run(problems(), getLog());
  }
}
