package io.shatterproof.vector.archive;

import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.UnreadableBytesException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipException;

/** The bytes of a set, unpacked if need be, and no more of them than the limits allow. */
final class Unpacked extends InputStream {
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
  private static final int LONGEST_MAGIC = 4;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Packed packed;
  private final InputStream unpacked;
  private final ArchiveLimits limits;
  private final boolean isPacked;
  private final OptionalLong packedBytes;
  private long bytes;

  private Unpacked(
      Packed packed,
      InputStream unpacked,
      boolean isPacked,
      OptionalLong packedBytes,
      ArchiveLimits limits) {
    this.packed = packed;
    this.unpacked = unpacked;
    this.isPacked = isPacked;
    this.packedBytes = packedBytes;
    this.limits = limits;
  }

  /**
   * Opens what lies in a file or in an entry of a jar; the first bytes say what it is.
   *
   * @param packedBytes what it takes on disk where that is not what {@code in} gives: in a jar
   */
  static InputStream open(InputStream in, OptionalLong packedBytes, ArchiveLimits limits)
      throws IOException {
    Packed packed = new Packed(in);
    BufferedInputStream buffered = new BufferedInputStream(packed, BUFFER_BYTES);
    buffered.mark(LONGEST_MAGIC);
    byte[] first = buffered.readNBytes(LONGEST_MAGIC);
    buffered.reset();
    Optional<Compression> compression = Compressions.ofFirstBytes(first, first.length);
    if (compression.isEmpty()) {
      if (Compressions.beginsWith(first, first.length, ZSTD)) {
        throw new UnreadableBytesException(
            FormatFault.BAD_COMPRESSION,
            "the file is compressed by zstd, and nothing here unpacks that",
            "unpack a file by `zstd -d`, a folder or jar by `shatterproof import FROM --to NEW`");
      }
      return new Unpacked(packed, buffered, false, packedBytes, limits);
    }
    try {
      return new Unpacked(packed, compression.get().unpack(buffered), true, packedBytes, limits);
    } catch (UnreadableBytesException refused) {
      throw refused;
    } catch (IOException damaged) {
      throw packed.hasFailed ? damaged : damaged();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read;
    try {
      read = unpacked.read(into, from, length);
    } catch (UnreadableBytesException refused) {
      throw refused;
    } catch (IOException | IndexOutOfBoundsException broken) {
      if (isPacked && !packed.hasFailed) {
        throw damaged();
      }
      throw broken;
    }
    if (read > 0) {
      bytes += read;
      requireFew();
    }
    return read;
  }

  private void requireFew() throws UnreadableBytesException {
    if (bytes > limits.setBytes()) {
      throw new UnreadableBytesException(
          FormatFault.TOO_LARGE,
          "the set has more than " + limits.setBytes() + " bytes",
          "split the set, or read with a larger limit if you trust the file");
    }
    if (bytes > ArchiveLimits.FREE_BYTES
        && bytes / limits.growth() > packedBytes.orElse(packed.bytes)) {
      throw new UnreadableBytesException(
          FormatFault.TOO_LARGE,
          "the set unpacks to more than " + limits.growth() + " times its size",
          "unpack it yourself if you trust it, and read what comes out");
    }
  }

  private static UnreadableBytesException damaged() {
    return new UnreadableBytesException(
        FormatFault.BAD_COMPRESSION,
        "the compressed bytes are damaged, or end too early",
        "get the file again");
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }

  /** What lies on disk: counted, and to tell a disk that fails from bytes that are wrong. */
  private static final class Packed extends FilterInputStream {
    private long bytes;
    private boolean hasFailed;

    Packed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        int read = in.read(into, from, length);
        bytes += Math.max(0, read);
        return read;
      } catch (ZipException | EOFException damagedEntry) {
        throw new UnreadableBytesException(
            FormatFault.BAD_ARCHIVE, "the entry of the jar is damaged", "get the jar again");
      } catch (IOException e) {
        hasFailed = true;
        throw e;
      }
    }
  }
}
