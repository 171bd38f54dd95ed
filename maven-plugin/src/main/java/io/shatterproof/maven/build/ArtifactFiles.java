package io.shatterproof.maven.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;

/** Gets the files of dependencies. */
public interface ArtifactFiles {

  /** The file, if it is on this machine. */
  Optional<Path> atHand(Artifact artifact);

  /**
   * The file, from wherever it is.
   *
   * @throws IOException if nobody has it; the message says who was asked
   */
  Path fetch(Artifact artifact) throws IOException;
}
