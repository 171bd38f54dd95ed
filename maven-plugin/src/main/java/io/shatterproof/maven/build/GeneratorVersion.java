package io.shatterproof.maven.build;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/** The version of the plugin, told apart from another build of the same snapshot. */
public final class GeneratorVersion {
  private GeneratorVersion() {}

  /** Version and content of the plugin and of its parts; not of libraries, which have versions. */
  public static String of(PluginDescriptor plugin) throws IOException {
    List<String> parts = new ArrayList<>();
    for (Artifact artifact : plugin.getArtifacts()) {
      parts.add(
          artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion());
      File file = artifact.getFile();
      if (artifact.getGroupId().equals(plugin.getGroupId()) && file != null && file.isFile()) {
        // As Latin-1 every byte is one character.
        parts.add(new String(Files.readAllBytes(file.toPath()), StandardCharsets.ISO_8859_1));
      }
    }
    return plugin.getVersion() + " " + InputDigest.of(parts);
  }
}
