package io.shatterproof.compiler.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be read or written, in words for a person. */
public final class FileReason {
  private FileReason() {}

  /**
   * The reason. The messages of these exceptions are often the name of the file and nothing else.
   */
  public static String of(IOException why) {
    if (why instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (why instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (why instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    if (why instanceof FileAlreadyExistsException) {
      return "something else has this name";
    }
    return String.valueOf(why.getMessage());
  }
}
