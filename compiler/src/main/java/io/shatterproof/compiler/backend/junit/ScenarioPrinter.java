package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.shatterproof.arch.Feature;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.ExpectedFailure;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.VisibleText;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Prints one scenario as a test method, with a method for what each of its rows does. */
final class ScenarioPrinter {
  private static final String FALLBACK = "scenario";

  private final TypeSpec.Builder type;
  private final ClassName testClass;
  private final JavaNames names;
  private final SetupPrinter setups;
  private final Set<String> shared;

  /**
   * Prints into a class.
   *
   * @param scenarios all that will be printed
   */
  ScenarioPrinter(
      TypeSpec.Builder type,
      ClassName testClass,
      JavaNames names,
      SetupPrinter setups,
      List<Scenario> scenarios) {
    this.type = type;
    this.testClass = testClass;
    this.names = names;
    this.setups = setups;
    this.shared = shared(scenarios);
  }

  /** Of several titles that make one name, none has it: it would depend on their order. */
  private static Set<String> shared(List<Scenario> scenarios) {
    Set<String> seen = new HashSet<>();
    Set<String> shared = new HashSet<>();
    for (Scenario scenario : scenarios) {
      String key = JavaNames.methodKey(scenario.title(), FALLBACK);
      if (!seen.add(key)) {
        shared.add(key);
      }
    }
    return shared;
  }

  void print(Scenario scenario) {
    boolean isShared = shared.contains(JavaNames.methodKey(scenario.title(), FALLBACK));
    String name = names.method(
        scenario.title(), FALLBACK, isShared ? "_" + scenario.heading().id() : "");
    List<String> bodies = scenario.rows().stream()
        .map(row -> names.method(row.heading().title() + " steps", "steps"))
        .toList();
    type.addMethod(
        scenario.isDynamic() ? dynamic(scenario, name, bodies) : plain(scenario, name, bodies));
    for (int i = 0; i < bodies.size(); i++) {
      new BodyPrinter(scenario.rows().get(i)).addTo(type, bodies.get(i), names);
    }
  }

  private MethodSpec plain(Scenario scenario, String name, List<String> bodies) {
    return method(scenario, name, Calls.TEST)
        .addCode("$N.run($>$>\n", TargetPrinter.CONSTANT)
        .addCode("$L,\n", facts(scenario.rows().get(0)))
        .addCode("$T::$L);$<$<\n", testClass, bodies.get(0))
        .build();
  }

  private MethodSpec dynamic(Scenario scenario, String name, List<String> bodies) {
    MethodSpec.Builder method = method(scenario, name, Calls.TEST_FACTORY)
        .returns(ParameterizedTypeName.get(ClassName.get(List.class), Calls.DYNAMIC_TEST))
        .addCode(
            "return $N.tests($>$>\n$L,\n",
            TargetPrinter.CONSTANT,
            Literals.string(scenario.title()));
    for (int i = 0; i < bodies.size(); i++) {
      method.addCode(
          "$T.row($>$>\n$L,\n$T::$L)$L$<$<\n",
          Calls.SCENARIO_TESTS,
          facts(scenario.rows().get(i)),
          testClass,
          bodies.get(i),
          i + 1 < bodies.size() ? "," : ");");
    }
    return method.addCode("$<$<").build();
  }

  private static MethodSpec.Builder method(Scenario scenario, String name, ClassName kind) {
    Heading heading = scenario.heading();
    MethodSpec.Builder method = MethodSpec.methodBuilder(name)
        .addJavadoc("$L", javadoc(heading))
        .addAnnotation(kind)
        .addAnnotation(named(scenario.title()));
    for (String tag : heading.tags()) {
      method.addAnnotation(AnnotationSpec.builder(Calls.TAG)
          .addMember("value", "$L", Literals.name(tag))
          .build());
    }
    return method;
  }

  private static AnnotationSpec named(String title) {
    return AnnotationSpec.builder(Calls.DISPLAY_NAME)
        .addMember("value", "$L", Literals.name(VisibleText.of(title)))
        .build();
  }

  private static String javadoc(Heading heading) {
    StringBuilder text = new StringBuilder();
    if (!heading.why().isBlank()) {
      text.append(Literals.javadoc(heading.why())).append("\n\n<p>");
    }
    text.append("Scenario: ").append(Literals.javadoc(heading.origin().toString()));
    if (!heading.source().isBlank()) {
      text.append("\n\n<p>Source: ").append(Literals.javadoc(heading.source()));
    }
    return text.append('\n').toString();
  }

  private CodeBlock facts(ConformanceVector vector) {
    Heading heading = vector.heading();
    CodeBlock.Builder facts = CodeBlock.builder()
        .add(
            "$T.vector($L, $L,$>$>\n$T.origin(FILE, $L, $L), $N)",
            Calls.VECTOR_FACTS,
            Literals.string(heading.id()),
            Literals.string(heading.title()),
            Calls.SCENARIO_TESTS,
            heading.origin().line(),
            heading.origin().column(),
            setups.platform(vector.setup().platform()));
    if (!vector.setup().domains().isEmpty()) {
      facts.add(
          "\n.domains($L)",
          vector.setup().domains().stream()
              .map(domain -> CodeBlock.of("$N", setups.domain(domain)))
              .collect(CodeBlock.joining(", ")));
    }
    if (!vector.setup().later().isEmpty()) {
      List<String> later = vector.setup().later().stream().map(String::valueOf).toList();
      facts.add("\n.later($L)", String.join(", ", later));
    }
    for (MemoryRange range : vector.setup().memory()) {
      facts.add("\n.memory($L, $L)", Literals.hex(range.pa()), Literals.hex(range.sizeBytes()));
    }
    addNames(facts, "tags", heading.tags());
    addNames(facts, "profiles", heading.profiles());
    addNames(facts, "kills", heading.kills());
    addConstants(facts, "needs", Feature.class, heading.needs().features());
    addConstants(facts, "needs", Capability.class, heading.needs().capabilities());
    heading.knownFailures().forEach(known -> facts.add("$L", knownFailure(known)));
    addConstants(facts, "waives", ViolationName.class, heading.waived());
    heading.expectedFailure().ifPresent(failure -> facts.add("$L", expectedFailure(failure)));
    return facts.add("\n.checks($L)$<$<", heading.checks()).build();
  }

  private static CodeBlock knownFailure(KnownFailure known) {
    return CodeBlock.of(
        "\n.failsOn($L, $L, $L, $T.$L$L)",
        known.origin().line(),
        known.origin().column(),
        Literals.string(known.profile()),
        ViolationName.class,
        known.violation().name(),
        known.times().isPresent() ? ", " + Literals.decimal(known.times().getAsLong()) : "");
  }

  private static CodeBlock expectedFailure(ExpectedFailure failure) {
    return CodeBlock.of(
        "\n.expectedToFail($L, $L, $L$L)",
        failure.origin().line(),
        failure.origin().column(),
        Literals.string(failure.until()),
        failure.scope().profiles().stream()
            .map(profile -> CodeBlock.of(", $L", Literals.string(profile)))
            .collect(CodeBlock.joining("")));
  }

  private static void addNames(CodeBlock.Builder facts, String method, Collection<String> values) {
    if (!values.isEmpty()) {
      facts.add(
          "\n.$L($L)",
          method,
          values.stream().map(Literals::string).collect(CodeBlock.joining(", ")));
    }
  }

  private static void addConstants(
      CodeBlock.Builder facts, String method, Class<?> type, Collection<? extends Enum<?>> values) {
    if (!values.isEmpty()) {
      facts.add(
          "\n.$L($L)",
          method,
          values.stream()
              .map(value -> CodeBlock.of("$T.$L", type, value.name()))
              .collect(CodeBlock.joining(", ")));
    }
  }
}
