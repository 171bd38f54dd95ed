package io.shatterproof.maven.build;

import java.io.IOException;
import java.net.URL;
import java.util.Optional;

/** One place that may hold files to import. */
interface LibraryPlace {

  /**
   * Its file of a name.
   *
   * @param mayFetch whether it may fetch what it needs; otherwise it answers from what is at hand
   * @throws DamagedLibraryException if it is there, but could not be looked at
   * @throws IOException if it is not there
   */
  Optional<URL> find(String name, boolean mayFetch) throws IOException;

  /** What messages call it. */
  String shown();
}
