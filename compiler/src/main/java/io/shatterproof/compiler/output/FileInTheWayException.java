package io.shatterproof.compiler.output;

import java.io.IOException;
import java.nio.file.Path;

/** A file has the name of one to be generated, but was not generated. */
public final class FileInTheWayException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Names the file. */
  public FileInTheWayException(Path file) {
    super(file + " is in the way: it was not generated, so it is not overwritten");
  }
}
