package io.shatterproof.harness;

import io.shatterproof.vector.VisibleText;

/**
 * A system property that is a limit of the judge.
 *
 * @param name of the property
 * @param usual limit without it
 * @param counted what is limited, as a plural
 */
record LimitProperty(String name, long usual, String counted) {

  /**
   * What it says, or what is usual.
   *
   * @throws IllegalArgumentException if it is no positive number
   */
  long value() {
    String told = System.getProperty(name);
    if (told == null) {
      return usual;
    }
    if (!told.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("-D" + name + " is a number of " + counted
          + " from 1 to 999999999999999999, not \"" + VisibleText.of(told) + "\"");
    }
    return Long.parseLong(told);
  }
}
