package io.shatterproof.cli;

import io.shatterproof.vector.VisibleText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What went wrong with a file, in words for a person. */
final class FileErrors {
  private FileErrors() {}

  static String cannotRead(Path file, IOException why) {
    String name = VisibleText.of(file.toString());
    return Files.isDirectory(file)
        ? name + " is a folder; name the files in it"
        : "cannot read " + name + ": " + reason(why);
  }

  static String cannotWrite(Path file, IOException why) {
    return "cannot write " + VisibleText.of(file.toString()) + ": " + reason(why);
  }

  /** The messages of these exceptions are often the name of the file and nothing else. */
  static String reason(IOException why) {
    if (why instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (why instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (why instanceof FileSystemException system && system.getReason() != null) {
      return VisibleText.of(system.getReason());
    }
    if (why instanceof FileAlreadyExistsException) {
      return "something else has this name";
    }
    return VisibleText.of(String.valueOf(why.getMessage()));
  }
}
