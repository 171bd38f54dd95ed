package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.DomainMemberSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The shape of a domain's tables, as given or derived.
 *
 * @see "Arm pseudocode AArch64_S2InvalidSL(), AArch64_S2InconsistentSL(), AArch64_S2MinTxSZ()"
 */
final class GeometryResolver {
  private static final Granule GRANULE = Granule.SIZE_4K;
  private static final int WIDEST = 48; // without FEAT_LPA2
  private static final int NARROWEST = 25; // T0SZ is at most 39 without FEAT_TTST
  private static final int NARROWEST_WITH_TTST = 16;

  private final Environment environment;
  private final Platform platform;
  private final boolean isXen;

  private GeometryResolver(Environment environment, Platform platform, String profile) {
    this.environment = environment;
    this.platform = platform;
    this.isXen = profile.startsWith("xen");
  }

  /** The shape, or nothing where a mistake is reported. */
  static Optional<Stage2Geometry> resolve(
      Environment environment,
      NameSyntax domain,
      Members<DomainMemberSyntax> members,
      Platform platform,
      String profile) {
    return new GeometryResolver(environment, platform, profile).resolve(domain, members);
  }

  private Optional<Stage2Geometry> resolve(NameSyntax domain, Members<DomainMemberSyntax> members) {
    Optional<DomainMemberSyntax.IpaBits> ipa = members.only(DomainMemberSyntax.IpaBits.class);
    Optional<DomainMemberSyntax.StartLevel> start =
        members.only(DomainMemberSyntax.StartLevel.class);
    Optional<Integer> ipaBits =
        ipa.isEmpty() ? Optional.of(derivedIpaBits()) : givenIpaBits(ipa.get());
    if (ipaBits.isEmpty()) {
      return Optional.empty();
    }
    Optional<Integer> level = start.isEmpty()
        ? derivedLevel(
            ipaBits.get(), ipa.map(DomainMemberSyntax.IpaBits::span).orElse(domain.span()))
        : givenLevel(start.get(), ipaBits.get());
    return level.map(startLevel -> new Stage2Geometry(
        GRANULE,
        ipaBits.get(),
        startLevel,
        Stage2Geometry.concatenatedTables(GRANULE, ipaBits.get(), startLevel),
        Math.min(WIDEST, platform.paBits())));
  }

  /** As Xen does: 40 bits on 40 and 42 bits of PA. See xen bf1bb6b731 xen/arch/arm/p2m.c. */
  private int derivedIpaBits() {
    return isXen && platform.paBits() == 42 ? 40 : Math.min(WIDEST, platform.paBits());
  }

  private Optional<Integer> givenIpaBits(DomainMemberSyntax.IpaBits member) {
    int least = platform.features().contains(Feature.TTST) ? NARROWEST_WITH_TTST : NARROWEST;
    int most = Math.min(WIDEST, platform.paBits());
    return environment.quantity(member.bits()).flatMap(bits -> {
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
                    + " ID_AA64MMFR0_EL1.PARange, its largest is 39, or 48 with FEAT_TTST"));
      }
      return isLegal ? Optional.of((int) bits.value()) : Optional.empty();
    });
  }

  private Optional<Integer> derivedLevel(int ipaBits, Span span) {
    List<Integer> legal = legalLevels(ipaBits);
    int wanted = isXen ? (ipaBits <= 40 ? 1 : 0) : legal.stream().reduce(-1, Math::max);
    if (legal.contains(wanted)) {
      return Optional.of(wanted);
    }
    environment
        .sink()
        .report(Diagnostic.of(
                Code.ILLEGAL_GEOMETRY,
                span,
                isXen
                    ? "Xen starts at level " + wanted + ", which cannot resolve " + ipaBits
                        + " bits of IPA on platform `" + platform.name() + "`"
                    : "no start level can resolve " + ipaBits + " bits of IPA on platform `"
                        + platform.name() + "`")
            .withHelp(legal.isEmpty() ? "" : "say `start level " + legal.get(0) + "`"));
    return Optional.empty();
  }

  private Optional<Integer> givenLevel(DomainMemberSyntax.StartLevel member, int ipaBits) {
    Optional<Quantity> level = environment.quantity(member.level());
    Maybe<Quantity> tables = environment.optional(member.concatenated());
    if (level.isEmpty() || tables.isWrong()) {
      return Optional.empty();
    }
    List<Integer> legal = legalLevels(ipaBits);
    if (!level.get().isAtMost(3) || !legal.contains((int) level.get().value())) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.ILLEGAL_GEOMETRY,
                  level.get().span(),
                  "no start level " + level.get() + " with " + ipaBits
                      + " bits of IPA on platform `" + platform.name() + "`")
              .withHelp(legal.isEmpty() ? "" : "legal are " + described(legal, ipaBits))
              .withNote(ruleAgainst(level.get(), ipaBits)));
      return Optional.empty();
    }
    int startLevel = (int) level.get().value();
    int needed = Stage2Geometry.concatenatedTables(GRANULE, ipaBits, startLevel);
    if (tables.value().isPresent() && tables.value().get().value() != needed) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.ILLEGAL_GEOMETRY,
                  tables.value().get().span(),
                  ipaBits + " bits of IPA from level " + startLevel + " need " + needed
                      + " concatenated tables, not " + tables.value().get())
              .withHelp("write `concatenated " + needed + "` or leave it out"));
      return Optional.empty();
    }
    return Optional.of(startLevel);
  }

  private String ruleAgainst(Quantity level, int ipaBits) {
    boolean isConsistent =
        level.isAtMost(3) && Stage2Geometry.isConsistent(GRANULE, ipaBits, (int) level.value());
    if (!isConsistent) {
      return "a start table resolves at least one bit at its level, and 16 tables can be"
          + " concatenated";
    }
    return level.value() == 0
        ? "level 0 needs at least 44 bits of PA and cannot be concatenated"
        : "level 3 needs FEAT_TTST";
  }

  private static String described(List<Integer> levels, int ipaBits) {
    List<String> descriptions = levels.stream()
        .map(level -> {
          int tables = Stage2Geometry.concatenatedTables(GRANULE, ipaBits, level);
          return "`start level " + level + (tables > 1 ? " concatenated " + tables : "") + "`";
        })
        .toList();
    return String.join(" and ", descriptions);
  }

  private List<Integer> legalLevels(int ipaBits) {
    return IntStream.rangeClosed(0, 3)
        .filter(level -> Stage2Geometry.isConsistent(GRANULE, ipaBits, level))
        .filter(level -> level != 0 || (platform.paBits() >= 44 && ipaBits <= WIDEST))
        .filter(level -> level != 3 || platform.features().contains(Feature.TTST))
        .boxed()
        .toList();
  }
}
