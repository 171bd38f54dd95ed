package io.shatterproof.vector.json;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Reads a vector file that nobody trusts, one vector after the other, in constant memory.
 *
 * <p>That the file is whole is known at its end only: what was read before counts when {@link #next}
 * has answered that there is no more. After an exception nothing more can be read.
 */
public final class VectorReader implements AutoCloseable {
  private final LineReader lines;
  private final VectorDecoder decoder;
  private final MessageDigest digest = Sha256.digest();
  private final Optional<ListedSet> listed;
  private final MessageDigest digestOfAll = Sha256.digest();
  private final Line headerLine;
  private final VectorHeader header;
  private String lastId = "";
  private long count;
  private long bytes;
  private boolean ended;

  /**
   * Reads the header.
   *
   * @param in closed by {@link #close}
   * @param file its name for messages
   * @throws VectorFormatException if it is no header of a vector file of major version 1
   */
  public VectorReader(InputStream in, String file, ReadLimits limits)
      throws IOException, VectorFormatException {
    this(in, file, limits, Optional.empty());
  }

  /**
   * Reads the header of a set that a manifest lists.
   *
   * @param listed what the set must be, to the byte; empty where nothing lists it
   */
  public VectorReader(InputStream in, String file, ReadLimits limits, Optional<ListedSet> listed)
      throws IOException, VectorFormatException {
    this.listed = listed;
    this.lines = new LineReader(in, file, limits.lineBytes());
    this.decoder = new VectorDecoder(limits);
    Optional<Line> first = lines.next();
    if (first.isEmpty()) {
      throw new VectorFormatException(
          file,
          1,
          1,
          FormatFault.EMPTY_FILE,
          "the file is empty",
          "a set without vectors still has a header line; get the file again");
    }
    headerLine = first.get();
    header = HeaderDecoder.decode(headerLine, new JsonLineParser(limits).parse(headerLine), limits);
    requireListedHeader();
    addToAll(headerLine);
  }

  /** The first line. */
  public VectorHeader header() {
    return header;
  }

  /** The next vector; empty at the end of a file that is as its header says. */
  public Optional<ConformanceVector> next() throws IOException, VectorFormatException {
    if (ended) {
      return Optional.empty();
    }
    Optional<Line> next = lines.next();
    if (next.isEmpty()) {
      requireWhole();
      ended = true;
      return Optional.empty();
    }
    Line line = next.get();
    requireCounted(line);
    digest.update(line.bytes());
    digest.update((byte) '\n');
    addToAll(line);
    ConformanceVector vector =
        decoder.decode(line, new Dialect(header.minorVersion(), header.optional()));
    requireAscending(line, vector.heading().id());
    return Optional.of(vector);
  }

  /** Reads a whole file into memory; its vectors are sorted by id. */
  public static VectorSet readAll(InputStream in, String file, ReadLimits limits)
      throws IOException, VectorFormatException {
    List<ConformanceVector> vectors = new ArrayList<>();
    try (VectorReader reader = new VectorReader(in, file, limits)) {
      for (Optional<ConformanceVector> vector = reader.next();
          vector.isPresent();
          vector = reader.next()) {
        vectors.add(vector.get());
      }
      VectorHeader header = reader.header();
      return new VectorSet(header.suite(), header.generator(), header.specifications(), vectors);
    }
  }

  private void requireCounted(Line line) throws VectorFormatException {
    if (++count > header.count()) {
      throw line.refuse(
          FormatFault.WRONG_COUNT,
          0,
          "the header says " + header.count() + " vectors, and here is one more",
          "something was added behind the end; get the file again");
    }
  }

  private void requireAscending(Line line, String id) throws VectorFormatException {
    if (id.compareTo(lastId) <= 0) {
      throw line.refuse(
          FormatFault.NOT_SORTED,
          0,
          id.equals(lastId)
              ? "the vector " + id + " is there twice"
              : id + " comes after " + lastId,
          "sort the lines by id, once each");
    }
    lastId = id;
  }

  private void requireWhole() throws VectorFormatException {
    if (count != header.count()) {
      throw headerLine.refuse(
          FormatFault.WRONG_COUNT,
          0,
          "the header says " + header.count() + " vectors, but the file has " + count,
          "the file was cut short; get it again");
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(header.digest())) {
      throw headerLine.refuse(
          FormatFault.WRONG_DIGEST,
          0,
          "the lines after the header do not have the digest that it says",
          "the file was changed after it was written; get it again");
    }
    requireListedBytes();
  }

  private void addToAll(Line line) {
    if (listed.isPresent()) {
      byte[] text = line.bytes();
      digestOfAll.update(text);
      digestOfAll.update((byte) '\n');
      bytes += text.length + 1L;
    }
  }

  private void requireListedHeader() throws VectorFormatException {
    if (listed.isEmpty()) {
      return;
    }
    VectorManifest.Entry entry = listed.get().entry();
    if (header.count() != entry.count()) {
      throw notListed(header.count() + " vectors", entry.count() + "");
    }
    if (!header.suite().equals(entry.suite())) {
      throw notListed(
          "the suite \"" + JsonLineParser.printable(header.suite()) + "\"",
          "\"" + JsonLineParser.printable(entry.suite()) + "\"");
    }
  }

  private void requireListedBytes() throws VectorFormatException {
    if (listed.isEmpty()) {
      return;
    }
    VectorManifest.Entry entry = listed.get().entry();
    if (bytes != entry.bytes()) {
      throw notListed(bytes + " bytes", entry.bytes() + "");
    }
    String sha256 = HexFormat.of().formatHex(digestOfAll.digest());
    if (!sha256.equals(entry.sha256())) {
      throw notListed("the SHA-256 " + sha256, entry.sha256());
    }
  }

  private VectorFormatException notListed(String is, String listedAs) {
    return headerLine.refuse(
        FormatFault.CHANGED_FILE,
        0,
        "the file has " + is + ", and the manifest says " + listedAs,
        "the file was changed or renamed after the manifest was written; get both again");
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
