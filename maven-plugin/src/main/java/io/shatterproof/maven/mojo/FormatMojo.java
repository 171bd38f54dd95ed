package io.shatterproof.maven.mojo;

import io.shatterproof.compiler.load.Libraries;
import io.shatterproof.maven.build.Markers;
import io.shatterproof.maven.build.SourceFormatting;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;

/** Brings the scenario files into the one form that everybody writes. */
@Mojo(name = "format", threadSafe = true)
public final class FormatMojo extends SourceGoal {
  /** Writes nothing, and fails where something would be written. */
  @Parameter(property = "p2m.format.check", defaultValue = "false")
  private boolean check;

  /** Does nothing, while the other goals do. */
  @Parameter(property = "p2m.format.skip", defaultValue = "false")
  private boolean skipFormat;

  /** Called by Maven, which then sets the parameters. */
  @Inject
  public FormatMojo(
      BuildContext buildContext, org.sonatype.plexus.build.incremental.BuildContext legacy) {
    super(new Markers(buildContext, legacy));
  }

  @Override
  String work() {
    return "Formatting scenario files";
  }

  @Override
  boolean isSkipped() {
    return skipFormat || super.isSkipped();
  }

  @Override
  void run() throws IOException, MojoExecutionException, MojoFailureException {
    Libraries none = Libraries.of(ClassLoader.getPlatformClassLoader()); // imports are not followed
    new SourceFormatting(sources(none), check).run(problems(), getLog());
  }
}
