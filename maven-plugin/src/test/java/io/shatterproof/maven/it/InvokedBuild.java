package io.shatterproof.maven.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of the builds that the Invoker plugin ran in a project, by its log. An assertion that fails in
 * a script prints it as its number, not as its log.
 *
 * @param number from 1
 * @param log what Maven printed
 */
public record InvokedBuild(int number, String log) {
  private static final Pattern BEGIN = Pattern.compile("(?m)^(?=.*Scanning for projects)");
  private static final Pattern SUMMARY =
      Pattern.compile("(?m)Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+)$");

  /** The builds of a project, in order. */
  public static List<InvokedBuild> of(File project) throws IOException {
    String log = Files.readString(project.toPath().resolve("build.log"));
    List<String> logs =
        BEGIN.splitAsStream(log).filter(part -> part.contains("BUILD")).toList();
    return IntStream.range(0, logs.size())
        .mapToObj(i -> new InvokedBuild(i + 1, logs.get(i)))
        .toList();
  }

  /** Whether the log has this text somewhere. */
  public boolean says(String text) {
    return log.contains(text);
  }

  /** Whether the log has a line that matches from its begin to its end. */
  public boolean hasLine(String regex) {
    return Pattern.compile("(?m)^" + regex + "$").matcher(log).find();
  }

  /** For each run of tests, "tests, failures, errors, skipped". */
  public List<String> tests() {
    return SUMMARY.matcher(log).results().map(InvokedBuild::counts).toList();
  }

  private static String counts(MatchResult line) {
    return line.group(1) + ", " + line.group(2) + ", " + line.group(3) + ", " + line.group(4);
  }

  @Override
  public String toString() {
    return "build " + number;
  }
}
