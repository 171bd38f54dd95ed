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
   * @throws IOException if it could not be looked at
   */
  Optional<URL> find(String name, boolean mayFetch) throws IOException;

  /** What messages call it. */
  String shown();
}
