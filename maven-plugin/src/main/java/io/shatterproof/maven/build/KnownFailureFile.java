package io.shatterproof.maven.build;

import io.shatterproof.compiler.output.FileReason;
import io.shatterproof.results.KnownFailureList;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** Reads a list of known failures. */
final class KnownFailureFile {
  private KnownFailureFile() {}

  static KnownFailureList read(Path file) throws MojoExecutionException, MojoFailureException {
    try {
      return KnownFailureList.parse(Files.readString(file), file.toString());
    } catch (CharacterCodingException notText) {
      throw new MojoExecutionException("knownFailures: " + file + " is not UTF-8; save it as that");
    } catch (IOException e) {
      throw new MojoExecutionException(
          "knownFailures: cannot read " + file + ": " + FileReason.of(e));
    } catch (KnownFailureList.MalformedException malformed) {
      throw new MojoFailureException(String.valueOf(malformed.getMessage()));
    }
  }
}
