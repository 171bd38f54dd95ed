package io.shatterproof.maven.build;

import java.io.Closeable;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The class path of the tests of a project, in a class loader of its own. Of the plugin it sees the
 * runtime, which an implementation must share with its judge, and nothing else.
 */
public final class TestClassPath implements Closeable {
  private final List<Path> elements;
  private final URLClassLoader classes;

  /** Of these jars and folders, which need not exist. */
  public TestClassPath(List<Path> elements) {
    this.elements = List.copyOf(elements);
    this.classes = new URLClassLoader(urls(elements), new RuntimeOnly());
  }

  private static URL[] urls(List<Path> elements) {
    URL[] urls = new URL[elements.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = elements.get(i).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalStateException("a path is always a URL: " + elements.get(i), e);
      }
    }
    return urls;
  }

  List<Path> elements() {
    return elements;
  }

  ClassLoader classes() {
    return classes;
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
