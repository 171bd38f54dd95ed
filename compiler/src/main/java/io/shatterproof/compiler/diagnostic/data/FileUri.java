package io.shatterproof.compiler.diagnostic.data;

import java.net.URI;
import java.net.URISyntaxException;

/** Paths of files as references that SARIF takes. */
final class FileUri {
  private FileUri() {}

  /** A relative path stays relative, to wherever the command was started; an absolute one is {@code file:///...}. */
  static String of(String path) {
    try {
      boolean isAbsolute = path.startsWith("/");
      int colon = path.indexOf(':');
      boolean looksLikeScheme = colon >= 0 && path.lastIndexOf('/', colon) < 0;
      return isAbsolute
          ? new URI("file", "", path, null).toASCIIString()
          : new URI(null, null, looksLikeScheme ? "./" + path : path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("every path can be escaped: " + path, e);
    }
  }
}
