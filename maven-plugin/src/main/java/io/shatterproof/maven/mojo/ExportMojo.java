package io.shatterproof.maven.mojo;

import io.shatterproof.maven.build.CompressionName;
import io.shatterproof.maven.build.ExportRequest;
import io.shatterproof.maven.build.GeneratorVersion;
import io.shatterproof.maven.build.Markers;
import io.shatterproof.maven.build.SourceRequest;
import io.shatterproof.maven.build.VectorExport;
import java.io.File;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProjectHelper;
import org.codehaus.plexus.build.BuildContext;
import org.eclipse.aether.RepositorySystem;

/** Writes the scenario files as vectors, and attaches these to the project for other teams. */
@Mojo(
    name = "export",
    defaultPhase = LifecyclePhase.PACKAGE,
    requiresDependencyCollection = ResolutionScope.TEST, // what is imported is fetched when it is
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // set by Maven
public final class ExportMojo extends CompilingGoal {
  /** Folder of the jar. */
  @Parameter(property = "p2m.export.directory", defaultValue = "${project.build.directory}")
  private File exportDirectory;

  /** Name of the jar, without the classifier and without {@code .jar}. */
  @Parameter(property = "p2m.export.finalName", defaultValue = "${project.build.finalName}")
  private String finalName;

  /** Classifier of the artifact. */
  @Parameter(property = "p2m.export.classifier", defaultValue = "vectors")
  private String classifier;

  /**
   * Whether the jar becomes an artifact of the project, which is installed and deployed with it.
   */
  @Parameter(property = "p2m.export.attach", defaultValue = "true")
  private boolean attach;

  /**
   * How each set in the jar is packed: {@code none}, or {@code gzip}, for readers that unpack the
   * jar, or {@code zstd} with its library among the dependencies of the plugin.
   */
  @Parameter(property = "p2m.export.compress", defaultValue = "none")
  private String compress;

  /** Does nothing, while the other goals do. */
  @Parameter(property = "p2m.export.skip", defaultValue = "false")
  private boolean skipExport;

  @Parameter(
      defaultValue = "${project.build.directory}/shatterproof",
      readonly = true,
      required = true)
  private File stateDirectory;

  private final MavenProjectHelper helper;

  /** Called by Maven, which then sets the parameters. */
  @Inject
  public ExportMojo(
      BuildContext buildContext,
      org.sonatype.plexus.build.incremental.BuildContext legacy,
      RepositorySystem repositories,
      MavenProjectHelper helper) {
    super(new Markers(buildContext, legacy), repositories);
    this.helper = helper;
  }

  @Override
  String work() {
    return "Exporting vectors";
  }

  @Override
  boolean isSkipped() {
    return skipExport || super.isSkipped();
  }

  @Override
  void run(SourceRequest sources) throws IOException, MojoExecutionException, MojoFailureException {
    if (classifier.isBlank()) {
      throw new MojoExecutionException(
          "classifier is empty; the vectors would take the place of the jar of the project");
    }
    checkFolder("exportDirectory", exportDirectory);
    File jar = new File(exportDirectory, finalName + "-" + classifier + ".jar");
    VectorExport export = new VectorExport(new ExportRequest(
        sources,
        jar.toPath(),
        CompressionName.parse("compress", compress),
        stateDirectory.toPath(),
        executionId(),
        warnings(),
        failOnMissingSources(),
        GeneratorVersion.of(plugin())));
    if (export.run(problems(), getLog()) && attach) {
      helper.attachArtifact(project(), "jar", classifier, jar);
    }
  }
}
