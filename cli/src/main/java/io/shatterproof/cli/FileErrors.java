package io.shatterproof.cli;

import io.shatterproof.compiler.output.FileReason;
import io.shatterproof.vector.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
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

  /** Why, and nothing of which file. */
  static String reason(IOException why) {
    return VisibleText.of(FileReason.of(why));
  }
}
