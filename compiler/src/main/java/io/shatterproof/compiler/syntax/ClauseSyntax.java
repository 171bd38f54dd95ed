package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** What a scenario says about itself before its brace. */
public sealed interface ClauseSyntax {

  /** {@code kills M04, M05}. */
  record Kills(List<NameSyntax> faults) implements ClauseSyntax {
    public Kills {
      faults = List.copyOf(faults);
    }
  }

  /** {@code fails on PROFILE with VIOLATION times N, VIOLATION}. */
  record FailsOn(Span span, NameSyntax profile, List<FailureSyntax> failures)
      implements ClauseSyntax {
    public FailsOn {
      failures = List.copyOf(failures);
    }
  }

  /** {@code VIOLATION times N}. */
  record FailureSyntax(NameSyntax violation, Optional<ExpressionSyntax> times) {}

  /** {@code waive NAME, NAME}. */
  record Waive(List<NameSyntax> names) implements ClauseSyntax {
    public Waive {
      names = List.copyOf(names);
    }
  }

  /** {@code expected to fail on PROFILE, PROFILE until "text"}. */
  record ExpectedToFail(Span span, List<NameSyntax> profiles, TextSyntax until)
      implements ClauseSyntax {
    public ExpectedToFail {
      profiles = List.copyOf(profiles);
    }
  }

  /** {@code source "text"}. */
  record Source(Span span, TextSyntax text) implements ClauseSyntax {}
}
