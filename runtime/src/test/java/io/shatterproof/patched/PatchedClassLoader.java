package io.shatterproof.patched;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Loads the classes of this project anew, main and test, some of them from bytes that are given;
 * everything else comes from the parent.
 */
final class PatchedClassLoader extends ClassLoader {
  private static final String OWN = "io.shatterproof.";

  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> patched;

  /** @param patched class files by binary name */
  PatchedClassLoader(Map<String, byte[]> patched) {
    super(PatchedClassLoader.class.getClassLoader());
    this.patched = patched;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OWN)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        byte[] bytes = bytes(name);
        loaded = defineClass(name, bytes, 0, bytes.length);
      }
      return loaded;
    }
  }

  private byte[] bytes(String name) throws ClassNotFoundException {
    byte[] given = patched.get(name);
    if (given != null) {
      return given;
    }
    try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (stream == null) {
        throw new ClassNotFoundException(name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
