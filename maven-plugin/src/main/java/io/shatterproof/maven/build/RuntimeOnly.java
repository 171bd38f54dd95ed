package io.shatterproof.maven.build;

import io.shatterproof.spi.P2mProvider;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Of this plugin only the runtime, so that the libraries of the plugin are in nobody's way. */
final class RuntimeOnly extends ClassLoader {
  private static final String PACKAGES = "io.shatterproof.";
  private static final String SERVICES = "META-INF/services/" + PACKAGES;

  private final ClassLoader plugin = RuntimeOnly.class.getClassLoader();

  RuntimeOnly() {
    super(ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(PACKAGES)) {
      return plugin.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return isService(name) ? plugin.getResource(name) : null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return isService(name) ? plugin.getResources(name) : Collections.emptyEnumeration();
  }

  private static boolean isService(String name) {
    return name.equals(SERVICES + P2mProvider.class.getName().substring(PACKAGES.length()));
  }
}
