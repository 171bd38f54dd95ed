package io.shatterproof.compiler.check;

import io.shatterproof.arch.S2Permissions;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.LookupExpectation;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;

/**
 * The permissions of a look-up are some that its type and its restriction leave.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_set_permission"
 */
final class TypePermitsRule implements Rule {
  private static final S2Permissions ALL = new S2Permissions(true, true, true);

  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (ExpectationModel expectation : scenario.expectations()) {
      if (expectation instanceof LookupExpectation lookup && !isPossible(lookup)) {
        S2Permissions most = most(lookup);
        sink.report(Diagnostic.of(
                Code.TYPE_NEVER_PERMITS,
                lookup.span(),
                "what is mapped like this permits `" + most + "` at most, and not `"
                    + lookup.permissions().orElseThrow().word() + "`")
            .withNote("a type has its permissions, and a restriction only takes some away"));
      }
    }
  }

  private static boolean isPossible(LookupExpectation lookup) {
    S2Permissions most = most(lookup);
    return lookup.permissions().isEmpty()
        || Pages.ALL_PERMISSIONS.stream()
            .map(most::and)
            .anyMatch(lookup.permissions().get()::admits);
  }

  private static S2Permissions most(LookupExpectation lookup) {
    S2Permissions ofType =
        lookup.type().map(Spanned::value).map(P2mType::permissions).orElse(ALL);
    return lookup
        .access()
        .map(Spanned::value)
        .map(P2mAccess::permissions)
        .map(ofType::and)
        .orElse(ofType);
  }
}
