package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import java.util.Optional;

/** Rule: a PE that is named exists on the platform. */
final class Pes {
  /** More than this no platform has. */
  static final int MOST = 64;

  private Pes() {}

  /** The number of a PE that a scenario names; whether it exists is known with the platform. */
  static Optional<Quantity> number(ExpressionSyntax expression, Environment environment) {
    return environment.quantity(expression, MOST, "the number of a PE");
  }

  /** Whether the platform has a PE of that number; if not, that is reported. */
  static boolean exists(Quantity pe, Platform platform, DiagnosticSink sink) {
    boolean exists = pe.isAtMost(platform.pes() - 1L);
    if (!exists) {
      sink.report(Diagnostic.of(
              Code.NO_SUCH_PE, pe.span(), "platform `" + platform.name() + "` has no PE " + pe)
          .withNote("it has " + platform.pes() + ", numbered from 0"));
    }
    return exists;
  }
}
