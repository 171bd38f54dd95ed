package io.shatterproof.maven.mojo;

import io.shatterproof.compiler.diagnostic.WarningPolicy;
import io.shatterproof.maven.build.Markers;
import io.shatterproof.maven.build.ProjectLibraries;
import io.shatterproof.maven.build.RepositoryFiles;
import io.shatterproof.maven.build.SourceRequest;
import io.shatterproof.maven.build.WarningCodes;
import java.io.IOException;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/** What every goal has that understands scenario files, and with them what they import. */
@SuppressWarnings("NullAway.Init") // set by Maven
abstract class CompilingGoal extends SourceGoal {
  /** Whether a project without scenarios is an error; otherwise it is a warning. */
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

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  private final RepositorySystem repositories;

  CompilingGoal(Markers markers, RepositorySystem repositories) {
    super(markers);
    this.repositories = repositories;
  }

  boolean failOnMissingSources() {
    return failOnMissingSources;
  }

  /** What becomes of warnings. */
  WarningPolicy warnings() throws MojoExecutionException {
    return new WarningPolicy(
        warningsAsErrors,
        WarningCodes.parse("errors", errors),
        WarningCodes.parse("noWarnings", noWarnings));
  }

  @Override
  final void run() throws IOException, MojoExecutionException, MojoFailureException {
    RepositoryFiles files = new RepositoryFiles(
        repositories, session.getRepositorySession(), project().getRemoteProjectRepositories());
    try (ProjectLibraries libraries =
        ProjectLibraries.of(project(), session.getProjects(), files)) {
      run(sources(libraries));
    }
  }

  abstract void run(SourceRequest sources)
      throws IOException, MojoExecutionException, MojoFailureException;
}
