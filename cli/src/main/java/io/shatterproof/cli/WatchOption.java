package io.shatterproof.cli;

import io.shatterproof.vector.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that does a command again whenever scenario files change. */
final class WatchOption {
  private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";
  private static final int MOST_NAMED = 3;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--watch",
      description = "Do it again whenever a scenario file changes, those that are imported"
          + " included, until Ctrl-C.")
  private boolean watches;

  /** What is done each time. */
  interface Work {
    int run() throws InterruptedException;
  }

  boolean isChosen() {
    return watches;
  }

  /** Refuses other options together with this one. */
  void exclude(boolean isGiven, String option) {
    if (watches && isGiven) {
      throw new WrongChoice(spec.commandLine(), "--watch and " + option + " exclude each other");
    }
  }

  /**
   * Does the work once, or again and again until the thread is interrupted; returns the exit code of
   * the last time.
   *
   * @param paths as the user gave them: scenario files, and folders of them
   * @param sources where other files may be that these import
   */
  int run(Console console, List<Path> paths, SourceOptions sources, Work work)
      throws InterruptedException {
    if (!watches) {
      return work.run();
    }
    exclude(StandardInput.isMeant(paths), "the standard input");
    Set<Path> folders = new LinkedHashSet<>(sources.folders());
    Set<Path> files = new LinkedHashSet<>(sources.jars());
    for (Path path : paths) {
      Path parent = path.toAbsolutePath().normalize().getParent();
      folders.add(Files.isDirectory(path) || parent == null ? path : parent);
      files.add(path);
    }
    String named = FileNames.of(paths);
    try (FileWatch watch = new FileWatch(folders, files)) {
      head(console, "watching " + named);
      int exitCode = round(work);
      while (true) {
        rest(console, named);
        Set<Path> changed;
        try {
          changed = watch.await();
        } catch (InterruptedException end) {
          return exitCode;
        }
        head(console, "changed: " + names(changed));
        exitCode = again(console, work);
      }
    } catch (IOException e) {
      console.complain("cannot watch " + named + ": " + FileErrors.reason(e));
      return ExitCode.FAILED;
    }
  }

  /** What it opens, programs for example, is closed behind each round: there may be many. */
  private int round(Work work) throws InterruptedException {
    try {
      return work.run();
    } finally {
      ((Main) spec.root().userObject()).opened().close();
    }
  }

  /** What was there when the command began may be gone. */
  private int again(Console console, Work work) throws InterruptedException {
    try {
      return round(work);
    } catch (ParameterException mistake) {
      console.complain(VisibleText.of(String.valueOf(mistake.getMessage())));
      return ExitCode.FAILED;
    }
  }

  private static void head(Console console, String what) {
    console.out().println((console.terminal() ? CLEAR : "") + "--- " + what);
  }

  private static void rest(Console console, String named) {
    console.out().println("--- waiting for changes of " + named + "; Ctrl-C ends");
    console.out().flush();
  }

  private static String names(Collection<Path> changed) {
    Path here = Path.of("").toAbsolutePath();
    List<String> names = new ArrayList<>();
    for (Path path : changed) {
      Path shown = path.startsWith(here) ? here.relativize(path) : path;
      names.add(VisibleText.of(shown.toString()));
    }
    int more = names.size() - MOST_NAMED;
    return String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
