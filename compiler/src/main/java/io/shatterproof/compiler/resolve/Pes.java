package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.source.Span;
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

  /**
   * The PE of the {@code when} around a statement that names none; in {@code given} there is none,
   * which is reported.
   *
   * @param complaint what a statement of {@code given} has to say
   * @param example number of a PE that could be put before it
   */
  static Optional<Quantity> ofWhen(StepContext context, Span span, String complaint, int example) {
    if (context.when().isEmpty()) {
      String pe = "pe " + example;
      context
          .environment()
          .sink()
          .report(Diagnostic.of(Code.STATEMENT_IN_WRONG_PART, span, complaint)
              .withHelp("put `" + pe + "` before it, or move it into `when " + pe + " { ... }`"));
      return Optional.empty();
    }
    return Optional.of(new Quantity(context.when().getAsInt(), span));
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
