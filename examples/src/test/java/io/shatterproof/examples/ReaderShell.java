package io.shatterproof.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The shell of a reader who stands in an example, with {@code shatterproof} and {@code mvn} on the
 * path.
 */
final class ReaderShell {
  /** What a command left behind; its output has its errors, too. */
  record Outcome(int exitCode, String output) {}

  private static final String SHORT_RUNS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  /** Some Mavens end with one though nobody asked for it. */
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

  private static final int MINUTES = 5;

  private final Path home;
  private Path folder;

  private ReaderShell(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /** Copies all examples, since one may refer to another, and stands in this one. */
  static ReaderShell in(String example, Path examples) throws IOException {
    Path home = Path.of(property("work")).resolve(example);
    delete(home);
    copy(examples, home.resolve("examples"));
    Path bin = Files.createDirectories(home.resolve("bin"));
    writeProgram(
        bin.resolve("shatterproof"),
        "exec '%s/bin/java' %s -jar '%s' \"$@\""
            .formatted(System.getProperty("java.home"), SHORT_RUNS, property("shatterproof")));
    Path settings = home.resolve("settings.xml");
    Files.writeString(
        settings,
        Files.readString(Path.of(property("settings")))
            .replace(
                "@localRepositoryUrl@", Path.of(property("downloaded")).toUri().toString()));
    Path repository = Path.of(property("repository"));
    delete(repository.resolve("org/example/a")); // what team A installed in an earlier build
    writeProgram(
        bin.resolve("mvn"),
        // What the build around it has downloaded comes first; only what is not there is fetched.
        "exec '%s/bin/mvn' -B -ntp -s '%s' '-Dmaven.repo.local=%s' \"$@\""
            .formatted(property("maven"), settings, repository));
    return new ReaderShell(home, home.resolve("examples").resolve(example));
  }

  private static String property(String name) {
    String value = System.getProperty("readmes." + name);
    if (value == null) {
      throw new IllegalStateException("the build did not set readmes." + name);
    }
    return value;
  }

  /** Runs a command to its end; where it goes to by {@code cd}, the next one begins. */
  Outcome type(String command) throws IOException, InterruptedException {
    Path output = home.resolve("output");
    Path here = home.resolve("here");
    ProcessBuilder builder = new ProcessBuilder(
            "sh", "-c", command + "\nstatus=$?\npwd >'" + here + "'\nexit $status")
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile());
    builder
        .environment()
        .merge("PATH", home.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
    builder.environment().merge("MAVEN_OPTS", SHORT_RUNS, (old, more) -> old + " " + more);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException("no end after " + MINUTES + " minutes: " + command);
    }
    folder = Path.of(Files.readString(here).stripTrailing());
    String text = Files.readString(output, StandardCharsets.UTF_8);
    return new Outcome(process.exitValue(), COLOURS.matcher(text).replaceAll(""));
  }

  private static void writeProgram(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = from.relativize(file);
        if (Stream.of(name.toString().split("/", -1)).noneMatch("target"::equals)) {
          Path copied = to.resolve(name);
          Files.createDirectories(copied.getParent());
          Files.copy(file, copied);
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
