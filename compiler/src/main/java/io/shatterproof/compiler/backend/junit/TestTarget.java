package io.shatterproof.compiler.backend.junit;

/**
 * What generated tests run on, unless whoever runs them says otherwise.
 *
 * @param provider name of an implementation on the class path; empty for whichever is found
 * @param command a program that is the implementation, with its arguments; empty for none
 */
public record TestTarget(String provider, String command) {
  /** Whatever is found. */
  public static final TestTarget ANY = new TestTarget("", "");

  public TestTarget {
    if (!provider.isEmpty() && !command.isEmpty()) {
      throw new IllegalArgumentException("tests run on an implementation or on a program");
    }
  }
}
