package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** Prints what the tests of a class run on, where that was chosen. */
final class TargetPrinter {
  /** The constant that holds it. */
  static final String CONSTANT = "TESTED";

  private final TestTarget target;

  TargetPrinter(TestTarget target) {
    this.target = target;
  }

  /** Whom tests call: the class that runs on whatever is found, or the constant. */
  CodeBlock runner(ClassName ofAny) {
    return isChosen() ? CodeBlock.of("$N", CONSTANT) : CodeBlock.of("$T", ofAny);
  }

  void addTo(TypeSpec.Builder type) {
    if (isChosen()) {
      type.addField(FieldSpec.builder(
              Calls.TESTED, CONSTANT, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
          .initializer(
              "$T.$L($L)",
              Calls.TESTED,
              target.command().isEmpty() ? "provider" : "program",
              Literals.string(target.command().isEmpty() ? target.provider() : target.command()))
          .build());
    }
  }

  private boolean isChosen() {
    return !target.equals(TestTarget.ANY);
  }
}
