package io.shatterproof.maven.build;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Folders that are looked at one after the other, such as resources and what became of them. */
final class LibraryFolders implements LibraryPlace {
  private final String shown;
  private final List<Path> folders;

  LibraryFolders(String shown, List<Path> folders) {
    this.shown = shown;
    this.folders = List.copyOf(folders);
  }

  @Override
  public Optional<URL> find(String name, boolean mayFetch) throws IOException {
    for (Path folder : folders) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath())) {
        return Optional.of(file.toUri().toURL());
      }
    }
    return Optional.empty();
  }

  @Override
  public String shown() {
    return shown;
  }
}
