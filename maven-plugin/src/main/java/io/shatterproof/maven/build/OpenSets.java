package io.shatterproof.maven.build;

import io.shatterproof.compiler.output.FileReason;
import io.shatterproof.vector.archive.ArchiveLimits;
import io.shatterproof.vector.archive.VectorArchive;
import io.shatterproof.vector.archive.VectorSource;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** The sets that are replayed. */
final class OpenSets implements AutoCloseable {
  private final List<VectorArchive> archives;

  private OpenSets(List<VectorArchive> archives) {
    this.archives = archives;
  }

  /** Those that were named; without any those on the class path. */
  static OpenSets of(ReplayRequest request, TestClassPath classPath)
      throws IOException, MojoExecutionException, MojoFailureException {
    OpenSets sets = new OpenSets(new ArrayList<>());
    List<String> malformed = new ArrayList<>();
    for (Path path : request.sets().isEmpty() ? withVectors(classPath) : request.sets()) {
      try {
        sets.archives.add(VectorArchive.open(folderOfClasses(path), ArchiveLimits.DEFAULT));
      } catch (VectorFormatException e) {
        malformed.add(request.shown(String.valueOf(e.getMessage())));
      } catch (IOException e) {
        sets.close();
        throw new MojoExecutionException(
            "Cannot read " + request.shown(path.toString()) + ": " + FileReason.of(e));
      }
    }
    if (!malformed.isEmpty()) {
      sets.close();
      throw new MojoFailureException(String.join("\n", malformed));
    }
    return sets;
  }

  private static List<Path> withVectors(TestClassPath classPath) {
    return classPath.elements().stream().filter(OpenSets::hasVectors).toList();
  }

  /**
   * Whether vectors lie in a folder or jar. A class loader passes over a jar that is damaged; then
   * nobody would miss the vectors in it, so that it is taken for one that has some.
   */
  private static boolean hasVectors(Path element) {
    if (!Files.isRegularFile(element)) {
      return Files.isDirectory(element.resolve(VectorArchive.FOLDER_IN_JAR));
    }
    try (ZipFile jar = new ZipFile(element.toFile())) {
      return jar.stream()
          .map(ZipEntry::getName)
          .anyMatch(name -> name.startsWith(VectorArchive.FOLDER_IN_JAR));
    } catch (IOException damaged) {
      return element.toString().endsWith(".jar");
    }
  }

  /** An artifact of a module is a folder of classes where no jar was made. */
  private static Path folderOfClasses(Path path) {
    Path inside = path.resolve(VectorArchive.FOLDER_IN_JAR);
    return Files.isDirectory(inside) ? inside : path;
  }

  List<VectorSource> sources() {
    return archives.stream().flatMap(archive -> archive.sets().stream()).toList();
  }

  @Override
  public void close() throws IOException {
    for (VectorArchive archive : archives) {
      archive.close();
    }
  }
}
