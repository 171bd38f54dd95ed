package io.shatterproof.compiler.planted;

import com.palantir.javapoet.CodeBlock;
import io.shatterproof.harness.Verdict;
import org.antlr.v4.runtime.Token;

/** Sees ANTLR, JavaPoet and the reference part of the runtime, none of which it may see. */
public final class Lawbreaker {
  private Lawbreaker() {}

  /** A parser, a printer and a judge at once. */
  static CodeBlock verdict(Token token) {
    return CodeBlock.of("$S", token.getText() + Verdict.AGREE);
  }
}
