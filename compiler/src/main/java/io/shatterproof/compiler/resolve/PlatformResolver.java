package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Platform;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.DeclarationSyntax;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.compiler.syntax.PlatformMemberSyntax;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the declaration of a platform means. */
final class PlatformResolver {
  private final Environment environment;

  PlatformResolver(Environment environment) {
    this.environment = environment;
  }

  /** The platform, or nothing where a mistake is reported. */
  Optional<PlatformModel> resolve(DeclarationSyntax.PlatformDeclaration declaration) {
    Members<PlatformMemberSyntax> members =
        new Members<>(declaration.members(), PlatformMemberSyntax::span, environment.sink());
    Optional<Integer> pes = pes(members);
    Set<Feature> features = features(members);
    Optional<Integer> paBits = paBits(members, features);
    boolean isCoherent = members
        .only(PlatformMemberSyntax.Walker.class)
        .map(PlatformMemberSyntax.Walker::isCoherent)
        .orElse(true);
    Platform.Iommu iommu = members
        .only(PlatformMemberSyntax.Iommu.class)
        .map(i -> i.isCoherent() ? Platform.Iommu.COHERENT : Platform.Iommu.NONCOHERENT)
        .orElse(Platform.Iommu.NONE);
    members.only(PlatformMemberSyntax.Tlb.class);
    SortedMap<String, String> choices = choices(declaration);
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
        choices);
    return Optional.of(new PlatformModel(declaration.name().span(), platform));
  }

  private Optional<Integer> pes(Members<PlatformMemberSyntax> members) {
    Optional<PlatformMemberSyntax.Pes> member = members.only(PlatformMemberSyntax.Pes.class);
    Optional<Quantity> count =
        member.flatMap(m -> environment.quantity(m.count(), Pes.MOST, "the number of PEs"));
    return count.flatMap(pes -> {
      if (pes.value() == 0) {
        environment.sink().report(Code.OUT_OF_RANGE, pes.span(), "a platform has at least one PE");
        return Optional.empty();
      }
      return Optional.of((int) pes.value());
    });
  }

  private Optional<Integer> paBits(Members<PlatformMemberSyntax> members, Set<Feature> features) {
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
      if (isLegal) {
        PaFeatureRule.holds(bits, features, environment.sink());
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
      checkTogether(features, member);
    });
    return features;
  }

  /** Rule: a feature that needs another one has it, and one level of FEAT_BBM is named. */
  private void checkTogether(Set<Feature> features, PlatformMemberSyntax.Features member) {
    for (NameSyntax name : member.names()) {
      Optional<Feature> feature = Vocabulary.FEATURES.find(name.text());
      Optional<Feature> missing =
          feature.flatMap(FeatureRules::neededBy).filter(needed -> !features.contains(needed));
      missing.ifPresent(needed -> environment
          .sink()
          .report(Diagnostic.of(
                  Code.FEATURES_TOGETHER,
                  name.span(),
                  "FEAT_" + feature.orElseThrow().name() + " needs FEAT_" + needed.name())
              .withHelp("add `" + needed.word() + "`")));
      feature
          .flatMap(one -> features.stream()
              .filter(other -> FeatureRules.exclude(one, other))
              .findFirst())
          .filter(other -> feature.orElseThrow().compareTo(other) > 0)
          .ifPresent(other -> environment
              .sink()
              .report(Diagnostic.of(
                      Code.FEATURES_TOGETHER,
                      name.span(),
                      "FEAT_" + feature.orElseThrow().name() + " and FEAT_" + other.name()
                          + " are levels of the same feature")
                  .withHelp("name the higher level only")));
    }
  }

  /**
   * What is chosen, without what an implementation does anyway; a value that is none chooses
   * nothing. What is CONSTRAINED UNPREDICTABLE is open unless it is chosen, so the first value of it
   * counts, too.
   */
  private SortedMap<String, String> choices(DeclarationSyntax.PlatformDeclaration declaration) {
    SortedMap<String, String> choices = new TreeMap<>();
    Map<Knob, PlatformMemberSyntax.Choose> seen = new EnumMap<>(Knob.class);
    for (PlatformMemberSyntax member : declaration.members()) {
      if (member instanceof PlatformMemberSyntax.Choose choose) {
        environment.word(choose.knob(), Vocabulary.KNOBS).map(Spanned::value).ifPresent(knob -> {
          refuseSecond(choose, seen.putIfAbsent(knob, choose));
          environment
              .word(choose.value(), Vocabulary.choicesOf(knob))
              .filter(value -> knob.kind() == Knob.Kind.CONSTRAINED_UNPREDICTABLE
                  || !value.value().equals(knob.choices().get(0)))
              .ifPresent(value -> choices.put(knob.word(), value.value()));
        });
      }
    }
    return choices;
  }

  private void refuseSecond(
      PlatformMemberSyntax.Choose second, PlatformMemberSyntax.@Nullable Choose first) {
    if (first != null) {
      environment
          .sink()
          .report(Diagnostic.of(
                  Code.DUPLICATE_PROPERTY,
                  second.span(),
                  "`" + second.knob().text() + "` is chosen twice")
              .withNote("first chosen at", first.span()));
    }
  }
}
