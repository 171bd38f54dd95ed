package io.shatterproof.cli;

import io.shatterproof.vector.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The files that a command line wants written: each once, and none that it reads. */
final class WrittenFiles {
  /** The standard input or output, which is no file. */
  private static final Path STREAM = Path.of("-");

  private final CommandSpec spec;
  private final List<Path> read;
  private final Set<Path> written = new HashSet<>();

  WrittenFiles(CommandSpec spec, List<Path> read) {
    this.spec = spec;
    this.read = List.copyOf(read);
  }

  /** One more, if it is wanted; refuses what would destroy something. */
  void add(String option, @Nullable Path file) {
    if (file == null) {
      return;
    }
    addScenario(option, file);
    if (file.toString().endsWith(".p2m") && Files.exists(place(file))) {
      throw new WrongChoice(
          spec.commandLine(),
          option + " would overwrite " + shown(file) + ", which is a scenario file");
    }
  }

  /** One more that may well replace a scenario file, since it is one. */
  void addScenario(String option, @Nullable Path file) {
    if (file == null) {
      return;
    }
    if (!written.add(file.equals(STREAM) ? file : place(file))) {
      throw new WrongChoice(spec.commandLine(), "two outputs go to " + shown(file));
    }
    for (Path input : read) {
      if (!file.equals(STREAM) && !input.equals(STREAM) && place(input).equals(place(file))) {
        throw new WrongChoice(
            spec.commandLine(), option + " would overwrite " + shown(input) + ", which is read");
      }
    }
  }

  /** Where a file really lies, through links; a file that is not there yet lies in its folder. */
  private static Path place(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    try {
      return absolute.toRealPath();
    } catch (IOException notThere) {
      return folder == null || name == null ? absolute : place(folder).resolve(name);
    }
  }

  private static String shown(Path file) {
    return VisibleText.of(file.toString());
  }
}
