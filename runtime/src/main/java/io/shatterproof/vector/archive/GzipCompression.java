package io.shatterproof.vector.archive;

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
    return new GZIPInputStream(packed, BUFFER_BYTES);
  }

  @Override
  public OutputStream pack(OutputStream out) throws IOException {
    return new GZIPOutputStream(out, BUFFER_BYTES);
  }
}
