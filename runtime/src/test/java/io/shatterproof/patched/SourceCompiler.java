package io.shatterproof.patched;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles one source file against the class path of the test, in memory. */
final class SourceCompiler {
  private SourceCompiler() {}

  /**
   * The classes of a source file, by binary name.
   *
   * @param path of the file below its source folder
   * @throws IllegalArgumentException with what the compiler says, if it is not a legal file
   */
  static Map<String, byte[]> compile(String path, String text) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (ClassCollector collector =
        new ClassCollector(compiler.getStandardFileManager(null, null, null))) {
      boolean isLegal = compiler
          .getTask(
              messages,
              collector,
              null,
              List.of("-proc:none", "-nowarn", "-classpath", classPath()),
              null,
              List.of(new SourceText(path, text)))
          .call();
      if (!isLegal) {
        throw new IllegalArgumentException(path + ":\n" + messages);
      }
      return collector.classes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Surefire hides it behind a jar of its own. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static final class SourceText extends SimpleJavaFileObject {
    private final String text;

    SourceText(String path, String text) {
      super(URI.create("string:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class ClassCollector extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> outputs = new TreeMap<>();

    ClassCollector(JavaFileManager manager) {
      super(manager);
    }

    Map<String, byte[]> classes() {
      return outputs.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toByteArray()));
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling)
        throws IOException {
      if (location != StandardLocation.CLASS_OUTPUT) {
        throw new IOException("not a class: " + className);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      outputs.put(className, bytes);
      return new SimpleJavaFileObject(URI.create("bytes:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
