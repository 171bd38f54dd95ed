package io.shatterproof.maven.mojo;

import io.shatterproof.compiler.output.FileReason;
import io.shatterproof.maven.build.TestDependencies;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What every goal has. */
@SuppressWarnings("NullAway.Init") // set by Maven
abstract class ScenarioGoal extends AbstractMojo {
  /** Does nothing; as a property it is about every goal of the plugin. */
  @Parameter(property = "p2m.skip", defaultValue = "false")
  private boolean skip;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    prepare();
    if (skip || isSkipped()) {
      getLog().info(work() + " is skipped.");
      return;
    }
    long start = System.nanoTime();
    try {
      run();
    } catch (IOException e) {
      getLog().debug(e);
      throw new MojoExecutionException(message(e));
    }
    getLog().debug("The goal took " + (System.nanoTime() - start) / 1_000_000 + " ms.");
  }

  /** Which file, and why. */
  private String message(IOException e) {
    String reason = FileReason.of(e);
    if (e instanceof FileSystemException file && file.getFile() != null) {
      return shown(file.getFile()) + ": " + reason;
    }
    return reason;
  }

  /** A file as it is told: from the project on. */
  private String shown(String file) {
    return file.startsWith(project.getBasedir() + File.separator)
        ? file.substring(project.getBasedir().getPath().length() + 1)
        : file;
  }

  MavenProject project() {
    return project;
  }

  String executionId() {
    return execution.getExecutionId();
  }

  /** This plugin. */
  PluginDescriptor plugin() {
    return execution.getMojoDescriptor().getPluginDescriptor();
  }

  TestDependencies testDependencies() {
    return new TestDependencies(project().getArtifacts(), plugin().getVersion());
  }

  /** What is done even if the goal is skipped. */
  void prepare() {}

  /** What the goal does, as a subject of a sentence. */
  abstract String work();

  /** Whether another parameter says that the goal is skipped. */
  abstract boolean isSkipped();

  abstract void run() throws IOException, MojoExecutionException, MojoFailureException;
}
