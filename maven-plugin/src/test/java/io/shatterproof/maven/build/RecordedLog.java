package io.shatterproof.maven.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.codehaus.plexus.build.DefaultBuildContext;
import org.sonatype.plexus.build.incremental.BuildContext;
import org.sonatype.plexus.build.incremental.ThreadBuildContext;

/** The log of Maven, to be read. */
final class RecordedLog extends SystemStreamLog {
  private final List<String> lines = new ArrayList<>();

  List<String> all() {
    return lines;
  }

  /** Tells mistakes to this log, as on the command line. */
  ProblemLog problems(Path baseFolder) {
    BuildContext ofCommandLine = new org.sonatype.plexus.build.incremental.DefaultBuildContext();
    return new ProblemLog(
        this,
        new Markers(new DefaultBuildContext(ThreadBuildContext.getContext()), ofCommandLine),
        baseFolder);
  }

  @Override
  public void info(CharSequence line) {
    lines.add("INFO " + line);
  }

  @Override
  public void warn(CharSequence line) {
    lines.add("WARN " + line);
  }

  @Override
  public void error(CharSequence line) {
    lines.add("ERROR " + line);
  }
}
