package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** Prints what the tests of a class run on: a constant, which each of them calls. */
final class TargetPrinter {
  /** The constant. */
  static final String CONSTANT = "TESTED";

  private final TestTarget target;

  TargetPrinter(TestTarget target) {
    this.target = target;
  }

  void addTo(TypeSpec.Builder type) {
    type.addField(FieldSpec.builder(Calls.TESTED, CONSTANT, Modifier.STATIC, Modifier.FINAL)
        .addAnnotation(Calls.REGISTER_EXTENSION)
        .initializer("$T.$L", Calls.TESTED, choice())
        .build());
  }

  private CodeBlock choice() {
    if (target.equals(TestTarget.ANY)) {
      return CodeBlock.of("any()");
    }
    return target.command().isEmpty()
        ? CodeBlock.of("provider($L)", Literals.string(target.provider()))
        : CodeBlock.of("program($L)", Literals.string(target.command()));
  }
}
