package io.shatterproof.maven.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.artifact.Artifact;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Gets dependencies from the repositories of a project. */
public final class RepositoryFiles implements ArtifactFiles {
  private final RepositorySystem repositories;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> remotes;

  /** Those of a project. */
  public RepositoryFiles(
      RepositorySystem repositories,
      RepositorySystemSession session,
      List<RemoteRepository> remotes) {
    this.repositories = repositories;
    this.session = session;
    this.remotes = List.copyOf(remotes);
  }

  @Override
  public Optional<Path> atHand(Artifact artifact) {
    if (artifact.getFile() != null) {
      return Optional.of(artifact.getFile().toPath());
    }
    File file = session
        .getLocalRepositoryManager()
        .find(
            session, new LocalArtifactRequest(RepositoryUtils.toArtifact(artifact), remotes, null))
        .getFile();
    return Optional.ofNullable(file).filter(File::exists).map(File::toPath);
  }

  @Override
  public Path fetch(Artifact artifact) throws IOException {
    if (artifact.getFile() != null) {
      return artifact.getFile().toPath();
    }
    try {
      return repositories
          .resolveArtifact(
              session, new ArtifactRequest(RepositoryUtils.toArtifact(artifact), remotes, null))
          .getArtifact()
          .getFile()
          .toPath();
    } catch (ArtifactResolutionException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
