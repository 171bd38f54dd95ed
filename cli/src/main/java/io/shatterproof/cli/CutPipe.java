package io.shatterproof.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * A standard output whose reader may leave before everything is written, as {@code head} does. Whoever writes
 * then stops at once; what is written afterwards, to clean up, goes nowhere.
 */
final class CutPipe extends FilterOutputStream {
  private volatile boolean isCut;

  CutPipe(OutputStream out) {
    super(out);
  }

  /** Nobody reads any more what is written. No exception, which whoever parses the command line would tell. */
  static final class LeftError extends Error {
    private static final long serialVersionUID = 1L;

    LeftError(IOException why) {
      super(why);
    }
  }

  boolean isCut() {
    return isCut;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (isCut) {
      return;
    }
    try {
      out.write(bytes, from, length);
    } catch (IOException why) {
      if (!isOfPipe(why)) {
        throw why;
      }
      isCut = true;
      throw new LeftError(why);
    }
  }

  /** Java has no other word for it than that of the system, such as {@code Broken pipe}. */
  private static boolean isOfPipe(IOException why) {
    return String.valueOf(why.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }
}
