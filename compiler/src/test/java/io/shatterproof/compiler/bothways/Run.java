package io.shatterproof.compiler.bothways;

/** One run of one vector, whichever way. */
record Run(String vectorId, String profile) implements Comparable<Run> {
  @Override
  public int compareTo(Run other) {
    return toString().compareTo(other.toString());
  }
}
