package io.shatterproof.cli;

import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VisibleText;
import io.shatterproof.vector.archive.ArchiveLimits;
import io.shatterproof.vector.archive.ArchiveOutput;
import io.shatterproof.vector.archive.Compression;
import io.shatterproof.vector.archive.Compressions;
import io.shatterproof.vector.archive.SetContent;
import io.shatterproof.vector.archive.VectorArchive;
import io.shatterproof.vector.archive.VectorSource;
import io.shatterproof.vector.json.SetPath;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * Takes over sets of other teams: each is verified to its end, and kept to the byte, or spelt anew.
 */
@Command(
    name = "import",
    description =
        "Takes over vector files of other teams: verifies each of them, and writes them to"
            + " a folder or jar with a manifest, compressed or not; or one of them to a file.",
    footer = {
      "",
      "Examples:",
      "  shatterproof import team-b.p2mv.zst --to third-party/team-b",
      "  shatterproof import a.p2mv b.p2mv --to vectors.jar --compress zstd"
    })
final class ImportCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Mixin
  private final SetTarget target = new SetTarget();

  @Option(
      names = "--canonical",
      description = "Take over sets that are right but spelt otherwise, for example with blanks or"
          + " another order of members, and write them as this program would; their vectors keep"
          + " their ids. Without it, sets are kept to the byte, and such sets are refused.")
  private boolean canonical;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Vector files, plain or compressed, or folders and jars of them that have a"
          + " manifest.")
  private List<Path> files = List.of();

  private final Map<String, String> names = new HashMap<>();
  private long vectors;

  @Override
  public Integer call() {
    target.check();
    try {
      main.console().out().println(target.isOneFile() ? oneFile() : archive());
      return ExitCode.OK;
    } catch (VectorFormatException malformed) {
      main.console().err().println(malformed.getMessage());
    } catch (FileFailure failure) {
      main.console().complain(failure.line());
    } catch (IOException e) {
      main.console().complain(FileErrors.cannotWrite(target.path(), e));
    }
    return ExitCode.FAILED;
  }

  private String oneFile() throws IOException, VectorFormatException, FileFailure {
    if (files.size() != 1) {
      throw new FileFailure(target.path()
          + " is one vector file, and several are given; name a folder, or merge them");
    }
    try (VectorArchive archive = open(files.get(0))) {
      if (archive.sets().size() != 1) {
        throw new FileFailure(
            files.get(0) + " holds " + CountText.of(archive.sets().size(), "set") + ", and "
                + target.path() + " is one vector file; name a folder, or merge them");
      }
      boolean changed = target.write(content(archive.sets().get(0)));
      return CountText.of(vectors, "vector")
          + (changed ? " written to " : " unchanged in ")
          + target.path();
    }
  }

  private String archive() throws IOException, VectorFormatException, FileFailure {
    try (ArchiveOutput output = target.open("shatterproof " + Version.text())) {
      for (Path file : files) {
        try (VectorArchive archive = open(file)) {
          for (VectorSource source : archive.sets()) {
            output.add(
                nameOf(file, source) + SetPath.EXTENSION + target.extension(),
                target.compression(),
                content(source));
          }
        }
      }
      return WrittenSets.told(vectors, names.size(), target.path(), output.finish());
    }
  }

  private static VectorArchive open(Path file)
      throws IOException, VectorFormatException, FileFailure {
    try {
      file.getFileSystem().provider().checkAccess(file, AccessMode.READ);
      return VectorArchive.open(file, ArchiveLimits.DEFAULT);
    } catch (IOException unreadable) {
      throw new FileFailure(FileErrors.cannotRead(file, unreadable));
    }
  }

  private SetContent content(VectorSource source) {
    return out -> {
      VectorHeader header = canonical ? source.canonicalize(out) : source.copyTo(out);
      vectors += header.count();
      return header;
    };
  }

  /** The path of a set in the folder or jar that it comes from, without its extensions. */
  private String nameOf(Path file, VectorSource source) throws FileFailure {
    String path = source
        .listed()
        .map(listed -> listed.entry().path())
        .orElseGet(() -> String.valueOf(file.getFileName()));
    for (Compression compression : Compressions.all()) {
      path = withoutEnd(path, compression.extension());
    }
    String name = withoutEnd(path, SetPath.EXTENSION);
    Optional<String> obstacle = SetPath.obstacle(name + SetPath.EXTENSION);
    if (obstacle.isPresent()) {
      throw new FileFailure(VisibleText.of(file.toString()) + " cannot be the name of a set: it "
          + obstacle.get() + "; rename the file");
    }
    String other = names.putIfAbsent(name.toLowerCase(Locale.ROOT), source.name());
    if (other != null) {
      throw new FileFailure(VisibleText.of(other) + " and " + VisibleText.of(source.name())
          + " would be the same set, " + name + SetPath.EXTENSION + "; import them to two folders");
    }
    return name;
  }

  private static String withoutEnd(String path, String end) {
    return path.endsWith(end) ? path.substring(0, path.length() - end.length()) : path;
  }
}
