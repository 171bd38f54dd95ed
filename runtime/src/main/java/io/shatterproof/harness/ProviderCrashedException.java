package io.shatterproof.harness;

/** The implementation under test threw something it had no right to throw. */
final class ProviderCrashedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps what was thrown.
   *
   * @param call what the implementation was asked to do
   */
  ProviderCrashedException(String call, Throwable cause) {
    super(call + ": " + textOf(cause), cause);
  }

  /** Even its text is code of the implementation. */
  private static String textOf(Throwable cause) {
    try {
      return String.valueOf(cause);
    } catch (RuntimeException | StackOverflowError another) {
      return cause.getClass().getName();
    }
  }
}
