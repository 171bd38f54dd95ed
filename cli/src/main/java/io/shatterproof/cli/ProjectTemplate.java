package io.shatterproof.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The example projects, which new projects are copies of under other names. */
enum ProjectTemplate {
  /** Tests from scenario files. */
  SCENARIOS(
      "quickstart",
      "p2m-scenarios",
      List.of("README.md", "pom.xml", "src/test/p2m/replace-page.p2m")),
  /** Implementations in Java, with their tests. */
  JAVA_PROVIDER(
      "java-provider",
      "p2m-in-java",
      List.of(
          "README.md",
          "pom.xml",
          "src/main/java/org/example/p2m/Machine.java",
          "src/main/java/org/example/p2m/PageMapProvider.java",
          "src/main/java/org/example/p2m/PageMapSession.java",
          "src/main/java/org/example/p2m/PageTablesProvider.java",
          "src/main/java/org/example/p2m/PageTablesSession.java",
          "src/main/java/org/example/p2m/package-info.java",
          "src/main/resources/META-INF/services/io.shatterproof.spi.P2mProvider",
          "src/test/p2m/pages.p2m",
          "src/test/p2m/tables.p2m"));

  private static final String GROUP = "org.example";
  private static final String GROUP_ELEMENT = "<groupId>%s</groupId>";
  private static final String PACKAGE = "org.example.p2m";
  private static final String VERSION = "<shatterproof.version>%s</shatterproof.version>";
  private static final Pattern ANY_VERSION = Pattern.compile(VERSION.formatted("[^<]*"));
  private static final String IGNORED = "target/\n";

  private final String example;
  private final String artifact;
  private final List<String> files;

  ProjectTemplate(String example, String artifact, List<String> files) {
    this.example = example;
    this.artifact = artifact;
    this.files = files;
  }

  /** Folder in which the example lies. */
  String example() {
    return example;
  }

  /** The files that are copied, with {@code /}. */
  List<String> files() {
    return files;
  }

  /** Text of each file of a project, by its path in the project. */
  Map<String, String> project(String group, String artifactId, String packageName) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(".gitignore", IGNORED);
    for (String file : files) {
      String text = ANY_VERSION.matcher(read(file)).replaceAll(VERSION.formatted(Version.text()));
      texts.put(
          file.replace(PACKAGE.replace('.', '/'), packageName.replace('.', '/')),
          renamed(text, group, artifactId, packageName));
    }
    return texts;
  }

  private String renamed(String text, String group, String artifactId, String packageName) {
    Map<String, String> names = Map.of(
        GROUP_ELEMENT.formatted(GROUP),
        GROUP_ELEMENT.formatted(group),
        artifact,
        artifactId,
        PACKAGE,
        packageName);
    // All at once: a new name may contain an old one.
    return Pattern.compile(names.keySet().stream().map(Pattern::quote).collect(joining("|")))
        .matcher(text)
        .replaceAll(name -> Matcher.quoteReplacement(names.get(name.group())));
  }

  private String read(String file) {
    String name = "examples/" + example + "/" + file;
    try (InputStream in = ProjectTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build left out " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
