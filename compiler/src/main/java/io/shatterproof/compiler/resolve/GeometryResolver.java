package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.GeometryLimits;
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

/** The shape of a domain's tables, as given or derived. */
final class GeometryResolver {
  private final Environment environment;
  private final Platform platform;
  private final Granule granule;
  private final GeometryLimits limits;
  private final boolean isXen;

  GeometryResolver(Environment environment, Platform platform, Granule granule, String profile) {
    this.environment = environment;
    this.platform = platform;
    this.granule = granule;
    this.limits = new GeometryLimits(platform, granule);
    this.isXen = profile.startsWith("xen");
  }

  /** The shape, or nothing where a mistake is reported. */
  Optional<Stage2Geometry> resolve(NameSyntax domain, Members<DomainMemberSyntax> members) {
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
        granule,
        ipaBits.get(),
        startLevel,
        Stage2Geometry.concatenatedTables(granule, ipaBits.get(), startLevel),
        limits.widestIpa())); // without FEAT_LPA an output address has as many bits
  }

  /** As Xen does: 40 bits on 40 and 42 bits of PA. See xen bf1bb6b731 xen/arch/arm/p2m.c. */
  private int derivedIpaBits() {
    return isXen && platform.paBits() == 42 ? 40 : limits.widestIpa();
  }

  private Optional<Integer> givenIpaBits(DomainMemberSyntax.IpaBits member) {
    int least = limits.narrowestIpa();
    int most = limits.widestIpa();
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
    int wanted = asXen ? (ipaBits <= 40 ? 1 : 0) : legal.stream().reduce(-1, Math::max);
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
            .withHelp(legal.isEmpty() ? "" : "say `start level " + legal.get(0) + "`"));
    return Optional.empty();
  }

  private Optional<Integer> givenLevel(DomainMemberSyntax.StartLevel member, int ipaBits) {
    Optional<Quantity> level = environment.quantity(member.level());
    Maybe<Quantity> tables = environment.optional(member.concatenated());
    if (level.isEmpty() || tables.isWrong()) {
      return Optional.empty();
    }
    List<Integer> legal = limits.startLevels(ipaBits);
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
    int needed = Stage2Geometry.concatenatedTables(granule, ipaBits, startLevel);
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
    return level.isAtMost(3)
        ? limits.obstacle(ipaBits, (int) level.value()).orElseThrow()
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
