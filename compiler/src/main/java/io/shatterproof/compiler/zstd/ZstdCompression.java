package io.shatterproof.compiler.zstd;

import io.shatterproof.vector.archive.Compression;
import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.UnreadableBytesException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Smaller and quicker than gzip. Found by {@link java.util.ServiceLoader}. */
public final class ZstdCompression implements Compression {
  private static final String LIBRARY = "com.github.luben:zstd-jni";

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
      return ZstdStreams.unpacking(packed);
    } catch (LinkageError noLibrary) {
      throw noLibraryHere();
    }
  }

  @Override
  public OutputStream pack(OutputStream out) throws IOException {
    try {
      return ZstdStreams.packing(out);
    } catch (LinkageError noLibrary) {
      throw new IOException(
          isThere()
              ? "the library for zstd does not run on this system; use gzip"
              : "the library for zstd is not here; add " + LIBRARY
                  + " to the dependencies of the plugin, or use gzip");
    }
  }

  private static UnreadableBytesException noLibraryHere() {
    return isThere()
        ? new UnreadableBytesException(
            FormatFault.BAD_COMPRESSION,
            "the library for zstd does not run on this system",
            "use gzip, or unpack the file by another program")
        : new UnreadableBytesException(
            FormatFault.BAD_COMPRESSION,
            "the file is compressed by zstd, and the library for that is not here",
            "add " + LIBRARY
                + " to the dependencies of the plugin, or unpack a file by `zstd -d`, a"
                + " folder or jar by `shatterproof import FROM --to NEW`");
  }

  /** One that does not run is missing, too, when it is asked for a second time. */
  private static boolean isThere() {
    ClassLoader classes = ZstdCompression.class.getClassLoader();
    return classes.getResource("com/github/luben/zstd/ZstdInputStream.class") != null;
  }
}
