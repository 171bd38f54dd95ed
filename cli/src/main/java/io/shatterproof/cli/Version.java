package io.shatterproof.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {

  /** The version, for example {@code 0.1.0}. */
  static String text() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("version.properties cannot be read", e);
    }
    return properties.getProperty("version");
  }

  @Override
  public String[] getVersion() {
    Runtime.Version java = Runtime.version();
    return new String[] {
      "shatterproof " + text(),
      "Java " + java + ", " + System.getProperty("java.vendor") + ", "
          + System.getProperty("os.name") + " " + System.getProperty("os.arch")
    };
  }
}
