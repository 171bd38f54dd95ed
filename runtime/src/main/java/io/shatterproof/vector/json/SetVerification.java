package io.shatterproof.vector.json;

import io.shatterproof.vector.CountText;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Counts and hashes the lines of a file, and compares with what its header and a manifest say. */
final class SetVerification {
  private final Line headerLine;
  private final VectorHeader header;
  private final Optional<ListedSet> listed;
  private final MessageDigest body = Sha256.digest();
  private final MessageDigest all = Sha256.digest();
  private long count;
  private long bytes;
  private boolean isWhole;

  /** Begins with the header, which is refused if the manifest says something else. */
  SetVerification(Line headerLine, VectorHeader header, Optional<ListedSet> listed)
      throws VectorFormatException {
    this.headerLine = headerLine;
    this.header = header;
    this.listed = listed;
    requireListedHeader();
    addToAll(headerLine);
  }

  /** A vector line, which is refused if the header counts fewer. */
  void add(Line line) throws VectorFormatException {
    if (++count > header.count()) {
      throw line.refuse(
          FormatFault.WRONG_COUNT,
          0,
          "the header says " + CountText.of(header.count(), "vector") + ", and here is one more",
          "something was added behind the end; get the file again");
    }
    body.update(line.bytes());
    body.update((byte) '\n');
    addToAll(line);
  }

  private void addToAll(Line line) {
    if (listed.isPresent()) {
      all.update(line.bytes());
      all.update((byte) '\n');
      bytes += line.bytes().length + 1L;
    }
  }

  /** Refuses a file that is not what its header and the manifest say. */
  void requireWhole() throws VectorFormatException {
    if (isWhole) {
      return;
    }
    if (count != header.count()) {
      throw headerLine.refuse(
          FormatFault.WRONG_COUNT,
          0,
          "the header says " + CountText.of(header.count(), "vector") + ", but the file has "
              + count,
          "the file was cut short; get it again");
    }
    if (!HexFormat.of().formatHex(body.digest()).equals(header.digest())) {
      throw headerLine.refuse(
          FormatFault.WRONG_DIGEST,
          0,
          "the lines after the header do not have the digest that it says",
          "the file was changed after it was written; get it again");
    }
    requireListedBytes();
    isWhole = true;
  }

  private void requireListedHeader() throws VectorFormatException {
    if (listed.isEmpty()) {
      return;
    }
    VectorManifest.Entry entry = listed.get().entry();
    if (header.count() != entry.count()) {
      throw notListed(CountText.of(header.count(), "vector"), entry.count() + "");
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
      throw notListed(CountText.of(bytes, "byte"), entry.bytes() + "");
    }
    String sha256 = HexFormat.of().formatHex(all.digest());
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
}
