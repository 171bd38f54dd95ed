package io.shatterproof.cli;

import io.shatterproof.vector.VisibleText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a project. */
@Command(
    name = "new",
    description = "Makes a Maven project that tests by scenario files. Nothing is overwritten.",
    footer = {
      "",
      "Examples:",
      "  shatterproof new p2m-scenarios",
      "  shatterproof new --group com.acme --package com.acme.p2m p2m-scenarios",
      "  shatterproof new --java-provider my-p2m"
    })
final class NewCommand implements Callable<Integer> {
  /** What Maven takes as a group or artifact. */
  private static final String MAVEN_ID = "[A-Za-z0-9_][A-Za-z0-9_.-]*";

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--group",
      paramLabel = "ID",
      defaultValue = "org.example",
      description = "Maven group of the project; ${DEFAULT-VALUE} if not given.")
  private String group = "org.example";

  @Option(
      names = "--artifact",
      paramLabel = "ID",
      description = "Maven artifact of the project; the name of the folder if not given.")
  private @Nullable String artifact;

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "Java package of the tests; the group and p2m if not given.")
  private @Nullable String packageName;

  @Option(
      names = "--java-provider",
      description = "Begin with implementations in Java, to be made your own, and their tests.")
  private boolean hasProvider;

  @Parameters(paramLabel = "DIR", description = "The folder to make; it may exist, but empty.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path folder;

  @Override
  public Integer call() {
    Map<String, String> texts = (hasProvider
            ? ProjectTemplate.JAVA_PROVIDER
            : ProjectTemplate.SCENARIOS)
        .project(mavenId("--group", group), artifact(), packageName());
    try {
      Optional<String> obstacle = obstacle();
      if (obstacle.isPresent()) {
        main.console().complain(VisibleText.of(folder.toString()) + " " + obstacle.get());
        return ExitCode.FAILED;
      }
      NewFiles files = new NewFiles();
      for (Map.Entry<String, String> file : texts.entrySet()) {
        files.write(folder.resolve(file.getKey()), file.getValue());
      }
    } catch (FileFailure failure) {
      failure.tell(main.console());
      return ExitCode.FAILED;
    }
    tell(texts);
    return ExitCode.OK;
  }

  private String mavenId(String option, String id) {
    if (!id.matches(MAVEN_ID)) {
      throw new WrongChoice(
          spec.commandLine(),
          option + " '" + id + "' is no name for Maven: letters, digits, `.`, `_` and `-`");
    }
    return id;
  }

  private String artifact() {
    if (artifact != null) {
      return mavenId("--artifact", artifact);
    }
    Path name = folder.toAbsolutePath().normalize().getFileName();
    String id = name == null
        ? ""
        : name.toString()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9_.-]+", "-")
            .replaceAll("^[.-]+|[.-]+$", "");
    if (id.isEmpty()) {
      throw new WrongChoice(
          spec.commandLine(), "the name of the folder is none for Maven: say --artifact ID");
    }
    return id;
  }

  private String packageName() {
    String name = packageName == null
        ? group.toLowerCase(Locale.ROOT).replace('-', '_') + ".p2m"
        : packageName;
    if (!SourceVersion.isName(name, SourceVersion.RELEASE_17)) {
      throw new WrongChoice(
          spec.commandLine(),
          "'" + name + "' is no name of a Java package"
              + (packageName == null ? ": say --package NAME" : ""));
    }
    return name;
  }

  /** Why no project can be made there. */
  private Optional<String> obstacle() throws FileFailure {
    if (!Files.exists(folder)) {
      return Optional.empty();
    }
    if (!Files.isDirectory(folder)) {
      return Optional.of("exists, and is no folder");
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return entries.iterator().hasNext()
          ? Optional.of("exists, and is not empty: name another folder")
          : Optional.empty();
    } catch (IOException e) {
      throw new FileFailure(FileErrors.cannotRead(folder, e));
    }
  }

  private void tell(Map<String, String> texts) {
    String name = VisibleText.of(folder.toString());
    main.console().out().println("made " + name + ":");
    texts.keySet().forEach(file -> main.console().out().println("  " + file));
    main.console()
        .out()
        .println("next: cd " + VisibleText.of(ShellText.of(folder.toString()))
            + "; mvn test; shatterproof run src/test/p2m");
  }

  /** Files where there were none; if one cannot be written, none of them stays. */
  private static final class NewFiles {
    private final Deque<Path> made = new ArrayDeque<>();

    void write(Path file, String text) throws FileFailure {
      try {
        makeFolder(file.toAbsolutePath().getParent());
        made.push(file);
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      } catch (IOException e) {
        removeAll();
        throw new FileFailure(FileErrors.cannotWrite(file, e));
      }
    }

    private void makeFolder(@Nullable Path missing) throws IOException {
      if (missing != null && !Files.isDirectory(missing)) {
        makeFolder(missing.getParent());
        Files.createDirectory(missing);
        made.push(missing);
      }
    }

    private void removeAll() {
      for (Path path : made) {
        try {
          Files.deleteIfExists(path);
        } catch (IOException e) {
          path.toFile().deleteOnExit(); // tried once more
        }
      }
    }
  }
}
