package io.shatterproof.maven.build;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;

/** A folder in the configuration of the plugin, which need not be there. */
public final class FolderParameter {
  private FolderParameter() {}

  /**
   * Demands that nothing else is there.
   *
   * @throws MojoExecutionException if a file is, or a folder that nobody may look into
   */
  public static void check(String parameter, Path folder, Path baseFolder)
      throws MojoExecutionException {
    String told = parameter + " is "
        + (folder.startsWith(baseFolder) ? baseFolder.relativize(folder) : folder);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new MojoExecutionException(told + ", which is a file and no folder");
    }
    if (Files.exists(folder) && !(Files.isReadable(folder) && Files.isExecutable(folder))) {
      throw new MojoExecutionException(told + ", which this user has no permission to read");
    }
  }
}
