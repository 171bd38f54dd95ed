package io.shatterproof.compiler.output;

import io.shatterproof.vector.file.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that is given its bytes where it does not have them. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Gives a file these bytes, as {@link WholeFile#replace} does. A file that has them already is not
   * touched.
   *
   * @return whether the file changed
   * @throws IOException if it cannot be written; the file is then as before
   */
  public static boolean replace(Path file, byte[] bytes) throws IOException {
    if (has(file, bytes)) {
      return false;
    }
    return replace(file, out -> out.write(bytes));
  }

  /** What goes into a file. */
  public interface Content {
    /** Writes it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** The same with content that is too much for memory. */
  public static boolean replace(Path file, Content content) throws IOException {
    WholeFile.Content<IOException> whole = content::writeTo;
    return WholeFile.replace(file, whole);
  }

  /** Whether a file has these bytes. */
  public static boolean has(Path file, byte[] bytes) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes);
  }
}
