package io.shatterproof.vector.archive;

import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.UnreadableBytesException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What every Java platform has. Its header has no name and no time. */
final class GzipCompression implements Compression {
  private static final int BUFFER_BYTES = 1 << 16;

  @Override
  public String name() {
    return "gzip";
  }

  @Override
  public String extension() {
    return ".gz";
  }

  @Override
  public byte[] magic() {
    return new byte[] {0x1f, (byte) 0x8b};
  }

  @Override
  public InputStream unpack(InputStream packed) throws IOException {
    return new Members(new Counted(packed));
  }

  @Override
  public OutputStream pack(OutputStream out) throws IOException {
    return new GZIPOutputStream(out, BUFFER_BYTES);
  }

  /**
   * Several members one behind the other are one file, as RFC 1952 has it; anything else behind a
   * member is refused, which {@link GZIPInputStream} passes over.
   */
  private static final class Members extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;

    private final Counted packed;
    private long filled;

    Members(Counted packed) throws IOException {
      super(packed, BUFFER_BYTES);
      this.packed = packed;
    }

    @Override
    protected void fill() throws IOException {
      super.fill();
      filled = packed.bytes;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      if (read < 0) {
        requireEnd();
      }
      return read;
    }

    private void requireEnd() throws IOException {
      long end = filled - inf.getRemaining() + TRAILER_BYTES;
      if (packed.bytes > end || packed.read() >= 0) {
        throw new UnreadableBytesException(
            FormatFault.BAD_COMPRESSION,
            "bytes stand behind the end of the compressed set",
            "something was added behind the end; get the file again");
      }
    }
  }

  /** What was read of the compressed bytes. */
  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      bytes += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = in.read(into, from, length);
      bytes += Math.max(0, read);
      return read;
    }
  }
}
