package io.shatterproof.vector.archive;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.ListedSet;
import io.shatterproof.vector.json.UnreadableBytesException;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorHeader;
import io.shatterproof.vector.json.VectorReader;
import io.shatterproof.vector.json.VectorSpool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** One set of vectors that can be read, as often as wanted. */
public final class VectorSource {
  private final String name;
  private final Optional<ListedSet> listed;
  private final ArchiveLimits limits;
  private final OptionalLong packedBytes;
  private final Opener opener;

  /** Opens the bytes as they lie there. */
  interface Opener {
    InputStream open() throws IOException, VectorFormatException;
  }

  VectorSource(
      String name,
      Optional<ListedSet> listed,
      ArchiveLimits limits,
      OptionalLong packedBytes,
      Opener opener) {
    this.name = name;
    this.listed = listed;
    this.limits = limits;
    this.packedBytes = packedBytes;
    this.opener = opener;
  }

  /** What messages call it: a path, in a jar behind {@code !/}. */
  public String name() {
    return name;
  }

  /** What the manifest says of it; empty for a file of its own. */
  public Optional<ListedSet> listed() {
    return listed;
  }

  /**
   * Begins to read. At its end the set is known to be what its header and its manifest say, not
   * before.
   */
  public VectorReader open() throws IOException, VectorFormatException {
    return open(Optional.empty());
  }

  /**
   * Begins to read what was read to its end before, which is quicker. A set that was changed since
   * is refused, at its end at the latest.
   *
   * @param verified the header that it had
   */
  public VectorReader openAgain(VectorHeader verified) throws IOException, VectorFormatException {
    return open(Optional.of(verified));
  }

  private VectorReader open(Optional<VectorHeader> verified)
      throws IOException, VectorFormatException {
    InputStream bytes = unpacked();
    try {
      return new VectorReader(bytes, name, limits.reading(), listed, verified);
    } catch (IOException | VectorFormatException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Reads the set to its end, with every check, and writes its bytes.
   *
   * @return its header
   * @throws VectorFormatException if it is refused; a part of it may be written then
   */
  public VectorHeader copyTo(OutputStream out) throws IOException, VectorFormatException {
    try (VectorReader reader =
        new VectorReader(new CopiedInput(unpacked(), out), name, limits.reading(), listed)) {
      Optional<ConformanceVector> vector;
      do {
        vector = reader.next(); // for its checks
      } while (vector.isPresent());
      return reader.header();
    }
  }

  /**
   * Reads a set of any spelling to its end, with every other check, and writes it in canonical form.
   *
   * @return its header
   * @throws VectorFormatException if it is refused, also if it has optional members that are not known
   *     here and would be lost; nothing is written then
   */
  public VectorHeader canonicalize(OutputStream out) throws IOException, VectorFormatException {
    try (VectorSpool spool = new VectorSpool();
        VectorReader reader =
            VectorReader.ofAnySpelling(unpacked(), name, limits.reading(), listed)) {
      VectorHeader header = reader.header();
      if (!header.optional().isEmpty()) {
        throw new VectorFormatException(
            name,
            1,
            1,
            FormatFault.UNKNOWN_MEMBER,
            "the set has optional members that are not known here and would be lost: "
                + String.join(", ", header.optional()),
            "import it as it is, without `--canonical`");
      }
      for (Optional<ConformanceVector> vector = reader.next();
          vector.isPresent();
          vector = reader.next()) {
        spool.add(vector.get());
      }
      return spool.writeTo(out, header.suite(), header.generator(), header.specifications());
    }
  }

  /** The bytes of the set, unpacked; nobody has looked at them. */
  public InputStream unpacked() throws IOException, VectorFormatException {
    InputStream packed = opener.open();
    try {
      return Unpacked.open(packed, packedBytes, limits);
    } catch (UnreadableBytesException unreadable) {
      packed.close();
      throw unreadable.at(name, 1, 1);
    } catch (IOException | RuntimeException e) {
      packed.close();
      throw e;
    }
  }
}
