package io.shatterproof.vector.json;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.file.TemporaryFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * Writes a vector file of vectors that come in order, however many: they wait in a temporary file,
 * since the first line counts them.
 */
public final class VectorSpool implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final OutputStream lines;
  private final MessageDigest digest = Sha256.digest();
  private String lastId = "";
  private long count;
  private int minorVersion = VectorHeader.LEAST_WRITTEN;

  /** Begins a set without vectors. */
  public VectorSpool() throws IOException {
    file = TemporaryFiles.add(Files.createTempFile("shatterproof-", ".lines"));
    lines = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
  }

  /** Adds a vector, whose id is greater than that of the one before. */
  public void add(ConformanceVector vector) throws IOException {
    String id = vector.heading().id();
    if (id.compareTo(lastId) <= 0) {
      throw new IllegalArgumentException(id + " comes after " + lastId);
    }
    lastId = id;
    Encoding encoding = VectorEncoder.encode(vector);
    byte[] line = encoding.json.toBytes();
    lines.write(line);
    lines.write('\n');
    digest.update(line);
    digest.update((byte) '\n');
    minorVersion = Math.max(minorVersion, encoding.minorVersion());
    count++;
  }

  /** How many vectors there are. */
  public long count() {
    return count;
  }

  /**
   * Writes the file. Call it once, at the end.
   *
   * @param generator what makes the file, with version
   * @param specifications documents the vectors rest on, with issue
   */
  public VectorHeader writeTo(
      OutputStream out, String suite, String generator, List<String> specifications)
      throws IOException {
    lines.close();
    VectorHeader header = new VectorHeader(
        minorVersion,
        suite,
        generator,
        specifications,
        count,
        HexFormat.of().formatHex(digest.digest()),
        new TreeSet<>());
    out.write(header.toBytes());
    out.write('\n');
    Files.copy(file, out);
    return header;
  }

  @Override
  public void close() throws IOException {
    lines.close();
    TemporaryFiles.delete(file);
  }
}
