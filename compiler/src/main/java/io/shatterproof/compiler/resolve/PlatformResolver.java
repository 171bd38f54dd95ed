package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.DeclarationSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.PlatformMemberSyntax;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the declaration of a platform means. */
final class PlatformResolver {
  private static final int MOST_PES = 64;

  private final Environment environment;

  PlatformResolver(Environment environment) {
    this.environment = environment;
  }

  /** The platform, or nothing where a mistake is reported. */
  Optional<PlatformModel> resolve(DeclarationSyntax.PlatformDeclaration declaration) {
    Members<PlatformMemberSyntax> members =
        new Members<>(declaration.members(), PlatformMemberSyntax::span, environment.sink());
    Optional<Integer> pes = pes(members);
    Optional<Integer> paBits = paBits(members);
    Set<Feature> features = features(members);
    boolean isCoherent = members
        .only(PlatformMemberSyntax.Walker.class)
        .map(PlatformMemberSyntax.Walker::isCoherent)
        .orElse(true);
    Platform.Iommu iommu = members
        .only(PlatformMemberSyntax.Iommu.class)
        .map(i -> i.isCoherent() ? Platform.Iommu.COHERENT : Platform.Iommu.NONCOHERENT)
        .orElse(Platform.Iommu.NONE);
    members.only(PlatformMemberSyntax.Tlb.class);
    refuseKnobs(declaration);
    reportMissing(declaration, members);
    if (pes.isEmpty() || paBits.isEmpty() || declaration.isBroken()) {
      return Optional.empty();
    }
    Platform platform = new Platform(
        declaration.name().text(),
        pes.get(),
        paBits.get(),
        features,
        isCoherent ? Platform.Coherence.COHERENT : Platform.Coherence.NONCOHERENT,
        iommu,
        new TreeMap<>());
    return Optional.of(new PlatformModel(declaration.name().span(), platform));
  }

  private Optional<Integer> pes(Members<PlatformMemberSyntax> members) {
    Optional<PlatformMemberSyntax.Pes> member = members.only(PlatformMemberSyntax.Pes.class);
    Optional<Quantity> count =
        member.flatMap(m -> environment.quantity(m.count(), MOST_PES, "the number of PEs"));
    return count.flatMap(pes -> {
      if (pes.value() == 0) {
        environment.sink().report(Code.OUT_OF_RANGE, pes.span(), "a platform has at least one PE");
        return Optional.empty();
      }
      return Optional.of((int) pes.value());
    });
  }

  private Optional<Integer> paBits(Members<PlatformMemberSyntax> members) {
    Optional<PlatformMemberSyntax.PaBits> member = members.only(PlatformMemberSyntax.PaBits.class);
    return member.flatMap(m -> environment.quantity(m.bits())).flatMap(bits -> {
      boolean isLegal = bits.isAtMost(64) && Platform.PA_RANGES.contains((int) bits.value());
      if (!isLegal) {
        environment
            .sink()
            .report(Diagnostic.of(
                    Code.OUT_OF_RANGE, bits.span(), "no physical address size is " + bits + " bits")
                .withHelp("the sizes are 32, 36, 40, 42, 44, 48, 52 and 56")
                .withNote("they are the values of ID_AA64MMFR0_EL1.PARange"));
      }
      return isLegal ? Optional.of((int) bits.value()) : Optional.empty();
    });
  }

  private void reportMissing(
      DeclarationSyntax.PlatformDeclaration declaration, Members<PlatformMemberSyntax> members) {
    if (!declaration.isBroken()) {
      MissingProperties missing = new MissingProperties("platform", declaration.name());
      missing.unless(members.only(PlatformMemberSyntax.Pes.class), "pes", "pes 2");
      missing.unless(members.only(PlatformMemberSyntax.PaBits.class), "pa", "pa 48 bits");
      missing.report(environment.sink());
    }
  }

  private Set<Feature> features(Members<PlatformMemberSyntax> members) {
    Set<Feature> features = new TreeSet<>();
    members.only(PlatformMemberSyntax.Features.class).ifPresent(member -> {
      for (NameSyntax name : member.names()) {
        Optional<Spanned<Feature>> feature = environment.word(name, Vocabulary.FEATURES);
        if (feature.isPresent() && !features.add(feature.get().value())) {
          environment
              .sink()
              .report(
                  Code.DUPLICATE_PROPERTY,
                  name.span(),
                  "feature `" + name.text() + "` is given twice");
        }
      }
    });
    return features;
  }

  private void refuseKnobs(DeclarationSyntax.PlatformDeclaration declaration) {
    for (PlatformMemberSyntax member : declaration.members()) {
      if (member instanceof PlatformMemberSyntax.Choose choose) {
        environment
            .sink()
            .report(Diagnostic.of(
                    Code.UNKNOWN_KNOB,
                    choose.knob().span(),
                    "unknown choice `" + choose.knob().text() + "`")
                .withNote("this version has no choices yet: every platform takes the defaults"));
      }
    }
  }
}
