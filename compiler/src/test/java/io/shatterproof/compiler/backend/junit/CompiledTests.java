package io.shatterproof.compiler.backend.junit;

import io.shatterproof.compiler.backend.GeneratedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Generated test classes, compiled in memory with every lint as an error, and loaded. */
public final class CompiledTests extends ClassLoader {
  private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();
  private final Map<String, String> resources = new HashMap<>();

  private CompiledTests() {
    super(CompiledTests.class.getClassLoader());
  }

  /**
   * Compiles and loads.
   *
   * @throws AssertionError with the diagnostics of javac if there are any
   */
  public static CompiledTests of(List<GeneratedFile> files) {
    CompiledTests loader = new CompiledTests();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaFileManager manager =
        new ForwardingJavaFileManager<>(javac.getStandardFileManager(diagnostics, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            loader.classes.put(name, bytes);
            return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
              @Override
              public OutputStream openOutputStream() {
                return bytes;
              }
            };
          }
        };
    List<JavaFileObject> sources = new ArrayList<>();
    for (GeneratedFile file : files) {
      if (file.path().endsWith(".java")) {
        sources.add(source(file));
      } else {
        loader.resources.put(file.path(), file.text());
      }
    }
    boolean compiled = javac
        .getTask(
            null,
            manager,
            diagnostics,
            List.of("-Xlint:all,-processing", "-Werror", "-proc:none"),
            null,
            sources)
        .call();
    if (!compiled) {
      throw new AssertionError(diagnostics.getDiagnostics().stream()
          .limit(5)
          .map(Object::toString)
          .collect(Collectors.joining("\n")));
    }
    return loader;
  }

  /** The top-level classes, sorted by name. */
  public List<Class<?>> testClasses() throws ClassNotFoundException {
    List<Class<?>> result = new ArrayList<>();
    for (String name : classes.keySet().stream().sorted().toList()) {
      if (!name.contains("$")) {
        result.add(loadClass(name));
      }
    }
    return result;
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    String text = resources.get(name);
    return text == null
        ? super.getResourceAsStream(name)
        : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ByteArrayOutputStream bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes.toByteArray(), 0, bytes.size());
  }

  private static JavaFileObject source(GeneratedFile file) {
    return new SimpleJavaFileObject(
        URI.create("mem:///" + file.path()), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return file.text();
      }
    };
  }
}
