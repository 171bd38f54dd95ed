package io.shatterproof.maven.mojo;

import io.shatterproof.compiler.load.Libraries;
import io.shatterproof.maven.build.FolderParameter;
import io.shatterproof.maven.build.Markers;
import io.shatterproof.maven.build.ProblemLog;
import io.shatterproof.maven.build.SourceRequest;
import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;

/** What every goal has that reads scenario files. */
@SuppressWarnings("NullAway.Init") // set by Maven
abstract class SourceGoal extends ScenarioGoal {
  /** Folder of the scenario files. */
  @Parameter(property = "p2m.sourceDirectory", defaultValue = "${project.basedir}/src/test/p2m")
  private File sourceDirectory;

  /** Ant patterns of the scenario files to take. */
  @Parameter(property = "p2m.includes", defaultValue = "**/*.p2m")
  private List<String> includes;

  /** Ant patterns of the scenario files to leave out. */
  @Parameter(property = "p2m.excludes")
  private List<String> excludes = List.of();

  private final Markers markers;

  SourceGoal(Markers markers) {
    this.markers = markers;
  }

  /** Also skipped is a project that has modules and no scenario files, where nobody expects any. */
  @Override
  boolean isSkipped() {
    return project().getPackaging().equals("pom") && !sourceDirectory.exists();
  }

  void checkFolder(String parameter, File folder) throws MojoExecutionException {
    FolderParameter.check(parameter, folder.toPath(), project().getBasedir().toPath());
  }

  Markers markers() {
    return markers;
  }

  SourceRequest sources(Libraries libraries) throws MojoExecutionException {
    checkFolder("sourceDirectory", sourceDirectory);
    return new SourceRequest(
        project().getBasedir().toPath(), sourceDirectory.toPath(), includes, excludes, libraries);
  }

  ProblemLog problems() {
    return new ProblemLog(getLog(), markers, project().getBasedir().toPath());
  }
}
