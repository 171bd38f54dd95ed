package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Prints what one vector does, statement by statement, as a method. */
final class BodyPrinter {
  /** So many statements fit into one method of a class file with room to spare. */
  private static final int LONGEST_METHOD = 200;

  private final ConformanceVector vector;
  private final List<String> domains = new ArrayList<>();
  private final List<CodeBlock> statements = new ArrayList<>();

  BodyPrinter(ConformanceVector vector) {
    this.vector = vector;
    JavaNames names = new JavaNames();
    names.reserve(Set.of("run", "section"));
    vector.setup().domains().forEach(d -> domains.add(names.method(d.name(), "domain")));
  }

  /**
   * The method, and classes beside it that hold the rest where one method cannot hold everything;
   * a class of its own has constants of its own.
   */
  void addTo(TypeSpec.Builder type, String method, JavaNames names) {
    printStatements();
    MethodSpec.Builder body = MethodSpec.methodBuilder(method)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(Calls.SCENARIO_RUN, "run");
    for (int i = 0; i < domains.size(); i++) {
      body.addStatement(
          "$T $N = run.domain($L)",
          Calls.DOMAIN,
          domains.get(i),
          Literals.string(vector.setup().domains().get(i).name()));
    }
    if (statements.size() <= LONGEST_METHOD) {
      statements.forEach(body::addCode);
    } else {
      addParts(type, body, method, names);
    }
    type.addMethod(body.build());
  }

  private void addParts(
      TypeSpec.Builder type, MethodSpec.Builder body, String method, JavaNames names) {
    for (int from = 0; from < statements.size(); from += LONGEST_METHOD) {
      String name = names.partOf(method);
      int to = Math.min(statements.size(), from + LONGEST_METHOD);
      type.addType(part(name, statements.subList(from, to)));
      body.addStatement(
          "$T.run(run$L)",
          ClassName.bestGuess(name),
          domains.stream().map(d -> CodeBlock.of(", $N", d)).collect(CodeBlock.joining("")));
    }
  }

  private TypeSpec part(String name, List<CodeBlock> part) {
    MethodSpec.Builder run = MethodSpec.methodBuilder("run")
        .addModifiers(Modifier.STATIC)
        .addParameter(Calls.SCENARIO_RUN, "run");
    domains.forEach(d -> run.addParameter(ParameterSpec.builder(Calls.DOMAIN, d).build()));
    part.forEach(run::addCode);
    return TypeSpec.classBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addMethod(run.build())
        .build();
  }

  private void printStatements() {
    StepPrinter steps = new StepPrinter(domains);
    if (!vector.given().isEmpty()) {
      section(CodeBlock.of("run.given();\n"));
      vector.given().forEach(step -> add(step.origin(), step.accept(steps)));
    }
    for (Phase phase : vector.phases()) {
      print("meanwhile", phase.meanwhile());
      section(CodeBlock.of("run.when();\n"));
      for (Step step : phase.when()) {
        add(step.origin(), step.accept(steps));
      }
      print("then", phase.then());
    }
  }

  private void print(String part, List<Expectation> expectations) {
    ExpectationPrinter printer = new ExpectationPrinter(domains);
    Scope scope = null;
    for (Expectation expectation : expectations) {
      if (!expectation.scope().equals(scope)) {
        scope = expectation.scope();
        CodeBlock profiles =
            scope.profiles().stream().map(Literals::string).collect(CodeBlock.joining(", "));
        section(CodeBlock.of("run.$L($L);\n", part, profiles));
      }
      add(expectation.origin(), expectation.accept(printer));
    }
  }

  private void section(CodeBlock start) {
    statements.add(CodeBlock.of("\n$L", start));
  }

  private void add(Origin origin, CodeBlock call) {
    statements.add(CodeBlock.builder()
        .add("run$L", Literals.at(origin, vector.heading().origin().file()))
        .indent()
        .indent()
        .add("$L;\n", call)
        .unindent()
        .unindent()
        .build());
  }
}
