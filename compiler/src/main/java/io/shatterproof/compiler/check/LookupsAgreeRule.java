package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.HoleExpectation;
import io.shatterproof.compiler.model.ExpectationModel.LookupExpectation;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.vector.PermissionClaim;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Look-ups of one page can all be answered. */
final class LookupsAgreeRule {
  static final Rule RULE = new Agreement(
      Code.LOOKUPS_DISAGREE,
      "the other look-up is at",
      LookupsAgreeRule::page,
      LookupsAgreeRule::disagreement);

  private LookupsAgreeRule() {}

  private static Optional<List<Object>> page(ExpectationModel expectation) {
    if (expectation instanceof LookupExpectation lookup) {
      return Optional.of(page(lookup, lookup.ipa()));
    }
    return expectation instanceof HoleExpectation hole
        ? Optional.of(page(hole, hole.ipa()))
        : Optional.empty();
  }

  private static List<Object> page(ExpectationModel.OfDomain lookup, Quantity ipa) {
    return List.of(lookup.domain().name(), Pages.number(lookup.domain(), ipa));
  }

  private static Optional<String> disagreement(ExpectationModel one, ExpectationModel other) {
    return difference(one, other).map(what -> "one page cannot be " + what + " at once");
  }

  /** What cannot be together, in words. */
  private static Optional<String> difference(ExpectationModel one, ExpectationModel other) {
    if (one instanceof LookupExpectation mapped && other instanceof LookupExpectation again) {
      return difference(mapped, again);
    }
    if (one instanceof HoleExpectation hole && other instanceof HoleExpectation again) {
      return ofOrders(hole.order(), again.order());
    }
    return Optional.of("mapped and a hole");
  }

  private static Optional<String> difference(LookupExpectation one, LookupExpectation other) {
    Optional<String> places = ofPlaces(one, other);
    if (places.isPresent()) {
      return places;
    }
    return both("of type", one.type().map(Spanned::value), other.type().map(Spanned::value))
        .or(() -> both(
            "restricted to", one.access().map(Spanned::value), other.access().map(Spanned::value)))
        .or(() -> ofOrders(one.order(), other.order()))
        .or(() -> one.permissions()
            .filter(claim ->
                other.permissions().filter(more -> !canBeSame(claim, more)).isPresent())
            .map(claim ->
                "`" + claim.word() + "` and `" + other.permissions().get().word() + "`"));
  }

  private static Optional<String> ofPlaces(LookupExpectation one, LookupExpectation other) {
    return one.pa()
        .flatMap(pa -> other
            .pa()
            .filter(more -> Pages.number(one.domain(), pa) != Pages.number(other.domain(), more))
            .map(more -> "at " + pa.hex() + " and at " + more.hex()));
  }

  private static Optional<String> ofOrders(Optional<Quantity> one, Optional<Quantity> other) {
    return both("of order", one.map(Quantity::value), other.map(Quantity::value));
  }

  private static <T> Optional<String> both(String what, Optional<T> one, Optional<T> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other)
        ? Optional.of(what + " " + word(one.get()) + " and " + word(other.get()))
        : Optional.empty();
  }

  private static String word(Object value) {
    return String.valueOf(value).toLowerCase(Locale.ROOT);
  }

  private static boolean canBeSame(PermissionClaim one, PermissionClaim other) {
    return Pages.ALL_PERMISSIONS.stream()
        .anyMatch(permissions -> one.admits(permissions) && other.admits(permissions));
  }
}
