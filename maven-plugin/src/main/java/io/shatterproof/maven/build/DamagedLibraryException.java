package io.shatterproof.maven.build;

import java.io.IOException;
import java.nio.file.Path;

/** A dependency that is there, but cannot be opened: nobody knows whether it has a file. */
final class DamagedLibraryException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Path jar;

  DamagedLibraryException(Path jar, IOException why) {
    super(why.getMessage(), why);
    this.jar = jar;
  }

  /** What to do about it. */
  String cure() {
    return cure(jar);
  }

  /** What to do about a jar that is damaged. */
  static String cure(Path jar) {
    return "delete " + jar + " to have it fetched or built again";
  }
}
