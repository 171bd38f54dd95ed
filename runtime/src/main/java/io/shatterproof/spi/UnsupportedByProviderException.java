package io.shatterproof.spi;

/** An implementation under test was asked for something it does not have. */
public final class UnsupportedByProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Names what is missing.
   *
   * @param what the operation in the user's words, for example {@code "lock over several operations"}
   */
  public UnsupportedByProviderException(String what) {
    super(what);
  }
}
