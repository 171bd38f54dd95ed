package io.shatterproof.maven.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/** The version of the plugin, told apart from another build of the same snapshot. */
public final class GeneratorVersion {
  private GeneratorVersion() {}

  /** Version of the plugin and of its parts; of one that is no release, which file it is, too. */
  public static String of(PluginDescriptor plugin) throws IOException {
    List<String> parts = new ArrayList<>();
    for (Artifact artifact : plugin.getArtifacts()) {
      parts.add(
          artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion());
      File file = artifact.getFile();
      if (artifact.isSnapshot() && file != null && file.isFile()) {
        parts.add(file.length() + " " + Files.getLastModifiedTime(file.toPath()));
      }
    }
    return plugin.getVersion() + " " + InputDigest.of(parts);
  }
}
