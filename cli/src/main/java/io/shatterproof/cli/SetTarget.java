package io.shatterproof.cli;

import io.shatterproof.vector.archive.ArchiveOutput;
import io.shatterproof.vector.archive.Compression;
import io.shatterproof.vector.archive.Compressions;
import io.shatterproof.vector.archive.FolderOutput;
import io.shatterproof.vector.archive.JarOutput;
import io.shatterproof.vector.archive.SetContent;
import io.shatterproof.vector.archive.SetOutput;
import io.shatterproof.vector.json.SetPath;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command writes sets: to one file, or to a folder or jar with a manifest. */
final class SetTarget {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE|FOLDER",
      description =
          "A vector file (*.p2mv, *.p2mv.gz, *.p2mv.zst); a jar (*.jar) or a folder, which"
              + " get a manifest beside the sets.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path to;

  @Option(
      names = "--compress",
      paramLabel = "gzip|zstd",
      completionCandidates = Candidates.CompressionNames.class,
      description = "How the sets in a folder or jar are compressed; not at all if not given.")
  private @Nullable String compress;

  /** Demands that the options fit together. */
  void check() {
    boolean isKnown = compress == null || Compressions.named(compress).isPresent();
    if (!isKnown) {
      String known =
          Compressions.all().stream().map(Compression::name).collect(Collectors.joining(", "));
      throw new WrongChoice(
          spec.commandLine(), "'" + compress + "' is no compression; there are " + known);
    }
    if (isOneFile()
        && compress != null
        && !Compressions.ofFileName(fileName()).equals(Compressions.named(compress))) {
      throw new WrongChoice(
          spec.commandLine(),
          "--compress " + compress + " does not fit the name of " + to
              + ", which should end with .p2mv" + extension());
    }
  }

  Path path() {
    return to;
  }

  /** Whether all goes to one vector file. */
  boolean isOneFile() {
    return SetPath.isOfSet(fileName()) && !Files.isDirectory(to);
  }

  /**
   * Writes the one file.
   *
   * @return whether it changed
   */
  boolean write(SetContent content) throws IOException, VectorFormatException {
    return SetOutput.replace(to, Compressions.ofFileName(fileName()), content);
  }

  /** Begins the folder or jar. */
  ArchiveOutput open(String generator) throws IOException {
    return fileName().endsWith(".jar")
        ? new JarOutput(to, generator)
        : new FolderOutput(to, generator);
  }

  /** How the sets in a folder or jar are compressed. */
  Optional<Compression> compression() {
    return compress == null ? Optional.empty() : Compressions.named(compress);
  }

  /** What the names of sets in a folder or jar have behind {@code .p2mv}. */
  String extension() {
    return compression().map(Compression::extension).orElse("");
  }

  private String fileName() {
    Path name = to.getFileName();
    return name == null ? "" : name.toString();
  }
}
