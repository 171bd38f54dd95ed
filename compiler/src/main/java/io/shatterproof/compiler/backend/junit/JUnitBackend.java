package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import io.shatterproof.compiler.backend.GeneratedFile;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.VectorSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Prints a set of vectors as test classes: one a scenario file, more where one cannot hold it. */
public final class JUnitBackend {
  /** A class with so many statements stays below the limits of a class file. */
  private static final int HEAVIEST_CLASS = 2_000;

  /**
   * A file with more vectors becomes containers. Of a hundred trivial scenarios in each of a
   * hundred files javac took 20 s of processor time for methods, and less than 1 s for containers.
   */
  public static final int MOST_METHODS = 64;

  private final String packageName;
  private final int mostMethods;
  private final TargetPrinter target;
  private final JavaNames classNames = new JavaNames();

  /**
   * Names the package of the test classes.
   *
   * @param packageName a legal package name, for example {@code p2m}
   */
  public JUnitBackend(String packageName) {
    this(packageName, TestTarget.ANY);
  }

  /** The same for tests that run on what was chosen. */
  public JUnitBackend(String packageName, TestTarget target) {
    this(packageName, MOST_METHODS, target);
  }

  /**
   * The same, with another limit.
   *
   * @param mostMethods a file with more vectors becomes containers
   */
  public JUnitBackend(String packageName, int mostMethods) {
    this(packageName, mostMethods, TestTarget.ANY);
  }

  private JUnitBackend(String packageName, int mostMethods, TestTarget target) {
    this.packageName = packageName;
    this.mostMethods = mostMethods;
    this.target = new TargetPrinter(target);
  }

  /** The test classes, in order of the scenario files. */
  public List<GeneratedFile> print(VectorSet set) {
    Map<String, List<ConformanceVector>> byFile = new LinkedHashMap<>();
    for (ConformanceVector vector : set.vectors()) {
      String file = vector.heading().origin().file();
      byFile.computeIfAbsent(file, key -> new ArrayList<>()).add(vector);
    }
    List<GeneratedFile> files = new ArrayList<>();
    byFile.forEach((file, vectors) -> {
      if (vectors.size() > mostMethods) {
        files.addAll(containers(file, vectors));
      } else {
        classes(vectors).forEach(scenarios -> files.add(methods(file, scenarios)));
      }
    });
    return files;
  }

  /** Scenarios in order, as many in a class as it can hold. */
  private static List<List<Scenario>> classes(List<ConformanceVector> vectors) {
    List<List<Scenario>> classes = new ArrayList<>();
    List<Scenario> scenarios = new ArrayList<>();
    List<ConformanceVector> rows = new ArrayList<>();
    int weight = 0;
    for (ConformanceVector vector : vectors) {
      boolean sameScenario = !rows.isEmpty() && isSameScenario(rows.get(0), vector);
      boolean full = weight > 0 && weight + weight(vector) > HEAVIEST_CLASS;
      if (!rows.isEmpty() && (!sameScenario || full)) {
        scenarios.add(new Scenario(rows));
        rows.clear();
      }
      if (full) {
        classes.add(List.copyOf(scenarios));
        scenarios.clear();
        weight = 0;
      }
      rows.add(vector);
      weight += weight(vector);
    }
    scenarios.add(new Scenario(rows));
    classes.add(scenarios);
    return classes;
  }

  private static boolean isSameScenario(ConformanceVector one, ConformanceVector other) {
    Origin origin = one.heading().origin();
    return origin.equals(other.heading().origin());
  }

  private static int weight(ConformanceVector vector) {
    int weight = 10 + vector.given().size();
    for (Phase phase : vector.phases()) {
      weight += phase.when().size() + phase.meanwhile().size() + phase.then().size();
      for (Expectation expectation : phase.then()) {
        if (expectation instanceof Expectation.EventsAre events) {
          weight += weight(events.patterns());
        }
      }
    }
    return weight;
  }

  private static int weight(List<EventPattern> patterns) {
    int weight = patterns.size();
    for (EventPattern pattern : patterns) {
      if (pattern instanceof EventPattern.Either either) {
        weight += either.alternatives().stream().mapToInt(JUnitBackend::weight).sum();
      }
    }
    return weight;
  }

  private List<GeneratedFile> containers(String file, List<ConformanceVector> vectors) {
    ClassName testClass = nameOf(file);
    TypeSpec.Builder type = testClass(testClass, file);
    List<GeneratedFile> files = new ArrayList<>();
    new ContainerPrinter(type, testClass, memberNames(testClass))
        .print(vectors)
        .forEach((name, lines) -> files.add(new GeneratedFile(folder() + name, lines)));
    files.add(0, generated(testClass, type));
    return files;
  }

  private GeneratedFile methods(String file, List<Scenario> scenarios) {
    ClassName testClass = nameOf(file);
    JavaNames names = memberNames(testClass);
    SetupPrinter setups = new SetupPrinter(names);
    TypeSpec.Builder type = testClass(testClass, file);
    ScenarioPrinter printer = new ScenarioPrinter(type, testClass, names, setups, scenarios);
    scenarios.forEach(printer::print);
    setups.constants().forEach(type::addField);
    return generated(testClass, type);
  }

  private ClassName nameOf(String file) {
    return ClassName.get(packageName, classNames.testClass(baseName(file)));
  }

  private static JavaNames memberNames(ClassName testClass) {
    JavaNames names = new JavaNames();
    names.reserve(Set.of(
        "FILE",
        TargetPrinter.CONSTANT,
        testClass.simpleName(),
        "run",
        "equals",
        "toString",
        "hashCode",
        "getClass",
        "notify",
        "notifyAll",
        "wait",
        "clone",
        "finalize"));
    return names;
  }

  private TypeSpec.Builder testClass(ClassName testClass, String file) {
    TypeSpec.Builder type = TypeSpec.classBuilder(testClass)
        .addJavadoc("Scenarios of $L.\n", Literals.javadoc(file))
        .addField(FieldSpec.builder(String.class, "FILE")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .initializer("$L", Literals.string(file))
            .build());
    target.addTo(type);
    return type;
  }

  private GeneratedFile generated(ClassName testClass, TypeSpec.Builder type) {
    String text = JavaFile.builder(packageName, type.build())
        .addFileComment("Generated by shatterproof from the scenario file. Do not edit.")
        .skipJavaLangImports(true)
        .indent("  ")
        .build()
        .toString();
    return new GeneratedFile(folder() + testClass.simpleName() + ".java", text);
  }

  private String folder() {
    return packageName.replace('.', '/') + "/";
  }

  private static String baseName(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
