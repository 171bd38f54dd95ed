package io.shatterproof.compiler.planted;

import com.palantir.javapoet.CodeBlock;
import io.shatterproof.harness.Verdict;
import org.antlr.v4.runtime.Token;
import tools.jackson.core.json.JsonFactory;

/** Sees ANTLR, JavaPoet, the JSON library and the reference part of the runtime, none of which it may see. */
public final class Lawbreaker {
  private Lawbreaker() {}

  /** A parser, a printer and a judge at once. */
  static CodeBlock verdict(Token token) {
    return CodeBlock.of("$S", token.getText() + Verdict.AGREE);
  }

  /** A writer of JSON, too. */
  static JsonFactory json() {
    return new JsonFactory();
  }
}
