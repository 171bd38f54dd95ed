package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.VectorLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints many scenarios as containers of tests, one for each combination of tags, and the vectors
 * into a file beside the class: a method for each scenario takes javac and JUnit longer than
 * everything else together.
 */
final class ContainerPrinter {
  private static final TypeName TESTS =
      ParameterizedTypeName.get(ClassName.get(Stream.class), Calls.DYNAMIC_NODE);

  private final TypeSpec.Builder type;
  private final ClassName testClass;
  private final JavaNames names;

  ContainerPrinter(TypeSpec.Builder type, ClassName testClass, JavaNames names) {
    this.type = type;
    this.testClass = testClass;
    this.names = names;
  }

  /** Adds the containers to the class; returns the text of the files of vectors by their names. */
  Map<String, String> print(List<ConformanceVector> vectors) {
    Map<List<String>, List<ConformanceVector>> byTags = new LinkedHashMap<>();
    for (ConformanceVector vector : vectors) {
      byTags.computeIfAbsent(vector.heading().tags(), tags -> new ArrayList<>()).add(vector);
    }
    Map<String, String> files = new LinkedHashMap<>();
    byTags.forEach((tags, tagged) -> {
      String about = tags.isEmpty() ? "scenarios" : "scenarios of " + String.join(", ", tags);
      String name = names.method(about, "scenarios");
      String file = testClass.simpleName() + "." + name + ".jsonl";
      type.addMethod(container(name, about, tags, file));
      files.put(file, lines(tagged));
    });
    return files;
  }

  private MethodSpec container(String name, String about, List<String> tags, String file) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name)
        .addAnnotation(Calls.TEST_FACTORY)
        .addAnnotation(AnnotationSpec.builder(Calls.DISPLAY_NAME)
            .addMember("value", "$L", Literals.name(about))
            .build());
    for (String tag : tags) {
      method.addAnnotation(AnnotationSpec.builder(Calls.TAG)
          .addMember("value", "$L", Literals.name(tag))
          .build());
    }
    return method
        .returns(TESTS)
        .addStatement(
            "return $N.tests($T.class, $L)",
            TargetPrinter.CONSTANT,
            testClass,
            Literals.string(file))
        .build();
  }

  private static String lines(List<ConformanceVector> vectors) {
    StringBuilder lines = new StringBuilder();
    vectors.forEach(vector -> lines.append(VectorLine.print(vector)).append('\n'));
    return lines.toString();
  }
}
