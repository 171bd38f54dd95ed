package io.shatterproof.cli;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.shatterproof.vector.archive.Compression;
import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.UnreadableBytesException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Smaller and quicker than gzip. Found by {@link java.util.ServiceLoader}. */
public final class ZstdCompression implements Compression {
  /** The window that every reader should have room for, as RFC 8878 says: 8 MiB. */
  private static final int LARGEST_WINDOW_LOG = 23;

  @Override
  public String name() {
    return "zstd";
  }

  @Override
  public String extension() {
    return ".zst";
  }

  @Override
  public byte[] magic() {
    return new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
  }

  @Override
  public InputStream unpack(InputStream packed) throws IOException {
    try {
      return new ZstdInputStream(packed).setLongMax(LARGEST_WINDOW_LOG);
    } catch (LinkageError noLibrary) {
      throw noLibraryHere();
    }
  }

  @Override
  public OutputStream pack(OutputStream out) throws IOException {
    try {
      return new ZstdOutputStream(out);
    } catch (LinkageError noLibrary) {
      throw noLibraryHere();
    }
  }

  private static UnreadableBytesException noLibraryHere() {
    return new UnreadableBytesException(
        FormatFault.BAD_COMPRESSION,
        "the library for zstd does not run on this system",
        "use gzip, or unpack the file by another program");
  }
}
