package io.shatterproof.vector.json;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes a vector file. Vectors are taken one by one and kept as bytes only; the file can be written
 * when all are known, since its first line counts them.
 */
public final class VectorWriter {
  private final String suite;
  private final String generator;
  private final List<String> specifications;
  private final SortedMap<String, byte[]> lines = new TreeMap<>();
  private int minorVersion = VectorHeader.LEAST_WRITTEN;

  /**
   * Begins a set without vectors.
   *
   * @param generator what makes the file, with version
   * @param specifications documents the vectors rest on, with issue
   */
  public VectorWriter(String suite, String generator, List<String> specifications) {
    this.suite = suite;
    this.generator = generator;
    this.specifications = List.copyOf(specifications);
  }

  /**
   * Adds a vector. The order of calls does not matter: a file is sorted by id.
   *
   * @return whether it is new; a vector whose id is there already means the same and is left out
   */
  public boolean add(ConformanceVector vector) {
    Encoding line = VectorEncoder.encode(vector);
    if (lines.putIfAbsent(vector.heading().id(), line.json.toBytes()) != null) {
      return false;
    }
    minorVersion = Math.max(minorVersion, line.minorVersion());
    return true;
  }

  /** Writes the file. Call it once, at the end. */
  public void writeTo(OutputStream out) throws IOException {
    writeLine(header().toBytes(), out);
    for (byte[] line : lines.values()) {
      writeLine(line, out);
    }
  }

  /** The file of a whole set. */
  public static byte[] toBytes(VectorSet set) {
    VectorWriter writer = new VectorWriter(set.suite(), set.generator(), set.specifications());
    set.vectors().forEach(writer::add);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }

  /** The first line, of what was added so far. */
  public VectorHeader header() {
    MessageDigest digest = Sha256.digest();
    for (byte[] line : lines.values()) {
      digest.update(line);
      digest.update((byte) '\n');
    }
    return new VectorHeader(
        minorVersion,
        suite,
        generator,
        specifications,
        lines.size(),
        HexFormat.of().formatHex(digest.digest()),
        new TreeSet<>());
  }

  private static void writeLine(byte[] line, OutputStream out) throws IOException {
    out.write(line);
    out.write('\n');
  }
}
