package io.shatterproof.maven.build;

import java.nio.file.Path;
import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.build.DefaultBuildContext;

/** Marks mistakes in an editor that runs the build. On the command line there is none. */
public final class Markers {
  private final BuildContext buildContext;
  private final boolean isOfEditor;

  /**
   * Marks from now on.
   *
   * @param legacy what the build context may hand messages on to
   */
  public Markers(
      BuildContext buildContext, org.sonatype.plexus.build.incremental.BuildContext legacy) {
    this.buildContext = buildContext;
    // The default prints to the log, where the message is already, with the path of this machine.
    this.isOfEditor = !(buildContext instanceof DefaultBuildContext)
        || !(legacy instanceof org.sonatype.plexus.build.incremental.DefaultBuildContext);
  }

  /** Takes earlier marks of a file away. */
  void clear(Path file) {
    buildContext.removeMessages(file.toFile());
  }

  void mark(Path file, int line, int column, String message, boolean isError) {
    if (isOfEditor) {
      buildContext.addMessage(
          file.toFile(),
          line,
          column,
          message,
          isError ? BuildContext.SEVERITY_ERROR : BuildContext.SEVERITY_WARNING,
          null);
    }
  }

  /** Lets the editor see what was written. */
  public void refresh(Path folder) {
    buildContext.refresh(folder.toFile());
  }
}
