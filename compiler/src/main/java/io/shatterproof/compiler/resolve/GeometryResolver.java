package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.GeometryLimits;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.LevelSyntax;
import java.util.List;
import java.util.Optional;

/** The shape of the tables of a domain or a regime, as given or derived. */
final class GeometryResolver {
  private final Environment environment;
  private final Platform platform;
  private final Granule granule;
  private final GeometryLimits limits;
  private final boolean isXen;
  private final boolean isUnchecked;

  /** {@code start level n concatenated m}. */
  record Start(LevelSyntax level, Optional<ExpressionSyntax> concatenated) {}

  /** Input size and start level. */
  record Shape(int ipaBits, int startLevel) {}

  GeometryResolver(
      Environment environment, GeometryLimits limits, boolean isXen, boolean isUnchecked) {
    this.environment = environment;
    this.platform = limits.platform();
    this.granule = limits.granule();
    this.limits = limits;
    this.isXen = isXen;
    this.isUnchecked = isUnchecked;
  }

  /** The shape of a domain, or nothing where a mistake is reported. */
  Optional<Stage2Geometry> resolve(
      Span span, Optional<ExpressionSyntax> ipa, Optional<Start> start) {
    return shape(span, ipa, start).flatMap(shape -> geometry(shape, span));
  }

  private Optional<Stage2Geometry> geometry(Shape shape, Span span) {
    int tables = Stage2Geometry.concatenatedTables(granule, shape.ipaBits(), shape.startLevel());
    if (tables > 16 || shape.ipaBits() < 16 || shape.ipaBits() > 56) {
      environment
          .sink()
          .report(
              Code.ILLEGAL_GEOMETRY,
              span,
              "tables of this shape cannot be built, with `unchecked` either: 16 to 56 bits of"
                  + " IPA and up to 16 concatenated tables can");
      return Optional.empty();
    }
    return Optional.of(new Stage2Geometry(
        granule,
        shape.ipaBits(),
        shape.startLevel(),
        tables,
        limits.widestIpa())); // without FEAT_LPA an output address has as many bits
  }

  /**
   * Input size and start level, or nothing where a mistake is reported.
   *
   * @param span what says the size, or else has it
   */
  Optional<Shape> shape(Span span, Optional<ExpressionSyntax> ipa, Optional<Start> start) {
    Optional<Integer> ipaBits =
        ipa.isEmpty() ? Optional.of(derivedIpaBits()) : givenIpaBits(ipa.get());
    return ipaBits.flatMap(bits -> {
      Optional<Integer> level =
          start.isEmpty() ? derivedLevel(bits, span) : givenLevel(start.get(), bits);
      return level.map(startLevel -> new Shape(bits, startLevel));
    });
  }

  /** As Xen does: 40 bits on 40 and 42 bits of PA. See xen bf1bb6b731 xen/arch/arm/p2m.c. */
  private int derivedIpaBits() {
    return isXen && platform.paBits() == 42 ? 40 : limits.widestIpa();
  }

  private Optional<Integer> givenIpaBits(ExpressionSyntax expression) {
    int least = isUnchecked ? 1 : limits.narrowestIpa();
    int most = isUnchecked ? 64 : limits.widestIpa();
    return environment.quantity(expression).flatMap(bits -> {
      boolean isLegal = bits.isAtMost(most) && bits.value() >= least;
      if (!isLegal) {
        environment
            .sink()
            .report(Diagnostic.of(
                    Code.ILLEGAL_GEOMETRY,
                    bits.span(),
                    "an IPA of " + bits + " bits is not possible on platform `" + platform.name()
                        + "`")
                .withHelp(least + " to " + most + " bits are possible")
                .withNote("VTCR_EL2.T0SZ is 64 minus the bits; its smallest value follows"
                    + " ID_AA64MMFR0_EL1.PARange, its largest is 39, or 48 with FEAT_TTST"
                    + " (47 with a 64K granule)"));
      }
      return isLegal ? Optional.of((int) bits.value()) : Optional.empty();
    });
  }

  /**
   * On 4K a Xen profile starts where Xen does. Xen has no other granule; there, as in any other
   * profile, the fewest lookups decide.
   */
  private Optional<Integer> derivedLevel(int ipaBits, Span span) {
    boolean asXen = isXen && granule == Granule.SIZE_4K;
    List<Integer> legal = limits.startLevels(ipaBits);
    int wanted =
        asXen ? (ipaBits <= 40 ? 1 : 0) : legal.isEmpty() ? -2 : legal.get(legal.size() - 1);
    if (legal.contains(wanted)) {
      return Optional.of(wanted);
    }
    environment
        .sink()
        .report(Diagnostic.of(
                Code.ILLEGAL_GEOMETRY,
                span,
                asXen
                    ? "Xen starts at level " + wanted + ", which cannot resolve " + ipaBits
                        + " bits of IPA on platform `" + platform.name() + "`"
                    : "no start level can resolve " + ipaBits + " bits of IPA on platform `"
                        + platform.name() + "`")
            .withHelp(
                !legal.isEmpty()
                    ? "say `start level " + legal.get(0) + "`"
                    : isUnchecked ? "with `unchecked` say the `start level`" : ""));
    return Optional.empty();
  }

  private Optional<Integer> givenLevel(Start start, int ipaBits) {
    Optional<Quantity> level = environment.level(start.level());
    Maybe<Quantity> tables = environment.optional(start.concatenated());
    if (level.isEmpty() || tables.isWrong()) {
      return Optional.empty();
    }
    boolean isLevel = level.get().isAtMost(3) || level.get().value() == -1;
    int startLevel = isLevel ? (int) level.get().value() : 4;
    if (isUnchecked && isLevel) {
      return concatenated(tables.value(), ipaBits, startLevel);
    }
    List<Integer> legal = limits.startLevels(ipaBits);
    if (!legal.contains(startLevel)) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.ILLEGAL_GEOMETRY,
                  level.get().span(),
                  "no start level " + level.get().level() + " with " + ipaBits
                      + " bits of IPA on platform `" + platform.name() + "`")
              .withHelp(
                  legal.isEmpty()
                      ? ""
                      : "legal are " + described(legal, ipaBits)
                          + (isLevel ? ", or add `unchecked`" : ""))
              .withNote(ruleAgainst(startLevel, ipaBits)));
      return Optional.empty();
    }
    return concatenated(tables.value(), ipaBits, startLevel);
  }

  /** The start level, if the number of its tables is right. */
  private Optional<Integer> concatenated(Optional<Quantity> tables, int ipaBits, int startLevel) {
    boolean isRight = tables.isEmpty()
        || ConcatenationRule.holds(tables.get(), granule, ipaBits, startLevel, environment.sink());
    return isRight ? Optional.of(startLevel) : Optional.empty();
  }

  private String ruleAgainst(int level, int ipaBits) {
    return level <= 3
        ? limits.obstacle(ipaBits, level).orElseThrow()
        : "levels are 0 to 3, 3 is the one of pages";
  }

  private String described(List<Integer> levels, int ipaBits) {
    List<String> descriptions = levels.stream()
        .map(level -> {
          int tables = Stage2Geometry.concatenatedTables(granule, ipaBits, level);
          return "`start level " + level + (tables > 1 ? " concatenated " + tables : "") + "`";
        })
        .toList();
    return String.join(" and ", descriptions);
  }
}
