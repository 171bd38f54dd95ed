package io.shatterproof.compiler.diagnostic.data;

import java.net.URI;
import java.net.URISyntaxException;

/** Paths of files as references that SARIF takes. */
final class FileUri {
  private FileUri() {}

  private static final String LIBRARY = "classpath:";

  /**
   * A relative path stays relative, to wherever the command was started; an absolute one is {@code
   * file:///...}, and a file of a library is {@code classpath:...}, which is no file of a folder.
   */
  static String of(String path) {
    try {
      if (path.startsWith(LIBRARY)) {
        String inLibrary = path.substring(LIBRARY.length());
        return new URI("classpath", inLibrary, null).toASCIIString();
      }
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
