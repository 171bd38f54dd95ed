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

  static KnownFailureList read(ReplayRequest request, Path file)
      throws MojoExecutionException, MojoFailureException {
    String name = request.shown(file.toString());
    try {
      return KnownFailureList.parse(Files.readString(file), name);
    } catch (CharacterCodingException notText) {
      throw new MojoExecutionException("knownFailures: " + name + " is not UTF-8; save it as that");
    } catch (IOException e) {
      throw new MojoExecutionException(
          "knownFailures: cannot read " + name + ": " + FileReason.of(e));
    } catch (KnownFailureList.MalformedException malformed) {
      throw new MojoFailureException(String.valueOf(malformed.getMessage()));
    }
  }
}
