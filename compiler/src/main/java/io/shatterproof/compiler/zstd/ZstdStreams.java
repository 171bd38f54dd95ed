package io.shatterproof.compiler.zstd;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The library, which may not be there: of all classes this one alone cannot be loaded then. */
final class ZstdStreams {
  /** The window that every reader should have room for, as RFC 8878 says: 8 MiB. */
  private static final int LARGEST_WINDOW_LOG = 23;

  private ZstdStreams() {}

  static InputStream unpacking(InputStream packed) throws IOException {
    return new ZstdInputStream(packed).setLongMax(LARGEST_WINDOW_LOG);
  }

  static OutputStream packing(OutputStream out) throws IOException {
    return new ZstdOutputStream(out);
  }
}
