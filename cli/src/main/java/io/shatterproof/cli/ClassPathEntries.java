package io.shatterproof.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import picocli.CommandLine.Model.CommandSpec;

/** Jars and folders that an option names. A class loader would pass over what is neither. */
final class ClassPathEntries {
  private ClassPathEntries() {}

  static URL[] of(CommandSpec spec, String option, List<Path> paths) {
    return paths.stream().map(path -> url(spec, option, path)).toArray(URL[]::new);
  }

  private static URL url(CommandSpec spec, String option, Path path) {
    if (!Files.isReadable(path)) {
      throw new WrongChoice(spec.commandLine(), option + " " + path + " cannot be read");
    }
    if (!Files.isDirectory(path) && !isJar(path)) {
      throw new WrongChoice(spec.commandLine(), option + " " + path + " is no jar and no folder");
    }
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path is always a URL: " + path, e);
    }
  }

  private static boolean isJar(Path path) {
    try (ZipFile jar = new ZipFile(path.toFile())) {
      return jar.size() >= 0;
    } catch (IOException notAJar) {
      return false;
    }
  }
}
