package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GeometryLimits;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.syntax.DeclarationSyntax;
import io.shatterproof.compiler.syntax.DomainMemberSyntax;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the declaration of a domain means. */
final class DomainResolver {
  private final Environment environment;
  private final DeclarationSyntax.DomainDeclaration declaration;
  private final Members<DomainMemberSyntax> members;
  private boolean isWrong;

  private DomainResolver(Environment environment, DeclarationSyntax.DomainDeclaration declaration) {
    this.environment = environment;
    this.declaration = declaration;
    this.members =
        new Members<>(declaration.members(), DomainMemberSyntax::span, environment.sink());
    this.isWrong = declaration.isBroken();
  }

  /**
   * The domain, or nothing where a mistake is reported.
   *
   * @param ordinal its place among the domains of the file
   */
  static Optional<DomainModel> resolve(
      Environment environment, DeclarationSyntax.DomainDeclaration declaration, int ordinal) {
    return new DomainResolver(environment, declaration).resolve(ordinal);
  }

  private Optional<DomainModel> resolve(int ordinal) {
    Optional<PlatformModel> found = environment.symbols().platform(declaration.platform());
    Optional<String> profile = profile();
    Optional<Granule> granule = granule();
    P2mAccess access = defaultAccess();
    boolean usesIommu = members.only(DomainMemberSyntax.UsesIommu.class).isPresent();
    reportMissing();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Platform platform = found.get().platform();
    Optional<Quantity> operatedBy = operatedBy(platform);
    List<Integer> runsOn = runsOn(platform, operatedBy);
    OptionalInt vmid = vmid(platform);
    checkIommu(platform);
    boolean isUnchecked = members.only(DomainMemberSyntax.Unchecked.class).isPresent();
    Optional<Stage2Geometry> geometry = profile.flatMap(name -> granule.flatMap(size -> {
      GeometryLimits limits = new GeometryLimits(platform, size);
      return new GeometryResolver(environment, limits, name.startsWith("xen"), isUnchecked)
          .resolve(
              members
                  .only(DomainMemberSyntax.IpaBits.class)
                  .map(DomainMemberSyntax.IpaBits::span)
                  .orElse(declaration.name().span()),
              members.only(DomainMemberSyntax.IpaBits.class).map(DomainMemberSyntax.IpaBits::bits),
              members
                  .only(DomainMemberSyntax.StartLevel.class)
                  .map(start -> new GeometryResolver.Start(start.level(), start.concatenated())));
    }));
    if (isWrong || profile.isEmpty() || operatedBy.isEmpty() || geometry.isEmpty()) {
      return Optional.empty();
    }
    DomainConfig config = new DomainConfig(
        declaration.name().text(),
        profile.get(),
        geometry.get(),
        (int) operatedBy.get().value(),
        runsOn,
        usesIommu,
        vmid,
        access);
    return Optional.of(new DomainModel(declaration.name().span(), ordinal, found.get(), config));
  }

  private Optional<String> profile() {
    Optional<DomainMemberSyntax.Profile> member = members.only(DomainMemberSyntax.Profile.class);
    return member
        .flatMap(m -> orWrong(environment.word(m.name(), Vocabulary.PROFILES)))
        .map(Spanned::value);
  }

  private Optional<Granule> granule() {
    Optional<DomainMemberSyntax.GranuleSize> member =
        members.only(DomainMemberSyntax.GranuleSize.class);
    return member.isEmpty()
        ? Optional.of(Granule.SIZE_4K)
        : orWrong(environment
            .quantity(member.get().size())
            .flatMap(size -> Granules.of(size, environment.sink())));
  }

  private P2mAccess defaultAccess() {
    return members
        .only(DomainMemberSyntax.DefaultAccess.class)
        .flatMap(m -> orWrong(environment.word(m.access(), Vocabulary.ACCESSES)))
        .map(Spanned::value)
        .orElse(P2mAccess.RWX);
  }

  private Optional<Quantity> operatedBy(Platform platform) {
    return members
        .only(DomainMemberSyntax.OperatedBy.class)
        .flatMap(member -> pe(member.pe(), platform));
  }

  private Optional<Quantity> pe(ExpressionSyntax expression, Platform platform) {
    return orWrong(environment
        .quantity(expression)
        .filter(pe -> Pes.exists(pe, platform, environment.sink())));
  }

  private List<Integer> runsOn(Platform platform, Optional<Quantity> operatedBy) {
    Optional<DomainMemberSyntax.RunsOn> member = members.only(DomainMemberSyntax.RunsOn.class);
    List<Integer> pes = new ArrayList<>();
    for (ExpressionSyntax expression :
        member.map(DomainMemberSyntax.RunsOn::pes).orElse(List.of())) {
      pe(expression, platform).ifPresent(pe -> {
        if (pes.contains((int) pe.value())) {
          wrong(Code.DUPLICATE_PROPERTY, pe, "PE " + pe + " is given twice");
        } else if (operatedBy.isPresent() && operatedBy.get().value() == pe.value()) {
          wrong(
              Code.OPERATING_PE_RUNS_GUEST,
              pe,
              "PE " + pe + " operates on the domain and cannot run in its guest");
        }
        pes.add((int) pe.value());
      });
    }
    return pes;
  }

  private void wrong(Code code, Quantity quantity, String message) {
    isWrong = true;
    environment.sink().report(code, quantity.span(), message);
  }

  private OptionalInt vmid(Platform platform) {
    Optional<DomainMemberSyntax.Vmid> member = members.only(DomainMemberSyntax.Vmid.class);
    if (member.isEmpty()) {
      return OptionalInt.empty();
    }
    boolean isWide = platform.features().contains(Feature.VMID16);
    long most = isWide ? 0xffff : 0xff;
    Optional<Quantity> vmid = orWrong(environment.quantity(
        member.get().vmid(), most, isWide ? "a VMID" : "without `vmid16` a VMID"));
    return vmid.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) vmid.get().value());
  }

  private void checkIommu(Platform platform) {
    members
        .only(DomainMemberSyntax.UsesIommu.class)
        .filter(member -> platform.iommu() == Platform.Iommu.NONE)
        .ifPresent(member -> {
          isWrong = true;
          environment
              .sink()
              .report(Diagnostic.of(
                      Code.NO_IOMMU,
                      member.span(),
                      "platform `" + platform.name() + "` has no IOMMU")
                  .withHelp("add `iommu coherent` or `iommu noncoherent` to the platform"));
        });
  }

  private void reportMissing() {
    if (!declaration.isBroken()) {
      MissingProperties missing = new MissingProperties("domain", declaration.name());
      missing.unless(members.only(DomainMemberSyntax.Profile.class), "p2m", "p2m xen_4_8");
      missing.unless(
          members.only(DomainMemberSyntax.OperatedBy.class), "operated by", "operated by pe 0");
      isWrong |= missing.report(environment.sink());
    }
  }

  private <T> Optional<T> orWrong(Optional<T> value) {
    isWrong |= value.isEmpty();
    return value;
  }
}
