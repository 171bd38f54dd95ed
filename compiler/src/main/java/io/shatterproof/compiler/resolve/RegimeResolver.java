package io.shatterproof.compiler.resolve;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.GeometryLimits;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.register.StartLevelCode;
import io.shatterproof.arch.register.TcrEl1;
import io.shatterproof.arch.register.VtcrEl2;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.model.PlatformModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.RegimeModel.RangeModel;
import io.shatterproof.compiler.model.RegimeModel.Stage1Model;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.DeclarationSyntax;
import io.shatterproof.compiler.syntax.RegimeMemberSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the declaration of a regime means. */
final class RegimeResolver {
  /** Width of a virtual address, unless the regime says T0SZ. */
  static final int STAGE1_BITS = 39;

  private static final int LEAST_LEVEL = -1;

  private final Environment environment;
  private final DeclarationSyntax.RegimeDeclaration declaration;
  private final Members<RegimeMemberSyntax> members;
  private final PlatformModel platformModel;
  private final Platform platform;
  private final boolean isUnchecked;
  private final RegimeRegisters registers;
  private final RegimeRanges ranges;

  private RegimeResolver(
      Environment environment,
      DeclarationSyntax.RegimeDeclaration declaration,
      PlatformModel platform) {
    this.environment = environment;
    this.declaration = declaration;
    this.members =
        new Members<>(declaration.members(), RegimeMemberSyntax::span, environment.sink());
    this.platformModel = platform;
    this.platform = platform.platform();
    this.isUnchecked = members.only(RegimeMemberSyntax.Unchecked.class).isPresent();
    this.registers = new RegimeRegisters(environment, this.platform, isUnchecked);
    this.ranges = new RegimeRanges(environment, this.platform);
  }

  /**
   * The regime, or nothing where a mistake is reported.
   *
   * @param ordinal its place among the regimes of the file
   */
  static Optional<RegimeModel> resolve(
      Environment environment, DeclarationSyntax.RegimeDeclaration declaration, int ordinal) {
    return environment
        .symbols()
        .platform(declaration.platform())
        .flatMap(
            platform -> new RegimeResolver(environment, declaration, platform).resolve(ordinal));
  }

  private Optional<RegimeModel> resolve(int ordinal) {
    if (declaration.members().stream().anyMatch(RegimeMemberSyntax.RawMemory.class::isInstance)) {
      return raw(ordinal);
    }
    boolean isModelled = checkFeatures();
    registers.read(declaration.members());
    isModelled &= ExecutionStateRule.holds(registers, environment.sink());
    isModelled &= Stage1RegistersRule.holds(
        registers, members.only(RegimeMemberSyntax.Stage1.class).isPresent(), environment.sink());
    Optional<Granule> granule = granule();
    OptionalInt vmid = vmid();
    boolean isWhole = !reportMissing();
    Optional<Shape> shape = isWhole ? granule.flatMap(this::shape) : Optional.empty();
    Optional<RangeModel> tables = members
        .only(RegimeMemberSyntax.Tables.class)
        .flatMap(member -> ranges.range(
            member.span(), member.pa(), member.size(), granule.orElse(Granule.SIZE_4K)));
    Optional<List<RangeModel>> memory = memory();
    Maybe<Quantity> root = environment.optional(
        members.only(RegimeMemberSyntax.Root.class).map(RegimeMemberSyntax.Root::pa));
    Maybe<Stage1Model> stage1 = stage1(granule.orElse(Granule.SIZE_4K));
    boolean isGood = isModelled
        && isWhole
        && !declaration.isBroken()
        && !registers.isWrong()
        && !root.isWrong()
        && !stage1.isWrong();
    if (!isGood || shape.isEmpty() || tables.isEmpty() || memory.isEmpty() || vmid.isEmpty()) {
      return Optional.empty();
    }
    List<RangeModel> all = new ArrayList<>(memory.get());
    all.add(tables.get());
    stage1.value().ifPresent(s -> all.add(s.backing()));
    boolean areApart = ranges.areApart(all);
    SortedMap<SystemRegister, Long> values = registers.values(
        shape.get().vtcr() | vs(vmid.getAsInt()),
        vmid.getAsInt(),
        stage1.value().isPresent());
    boolean ds = VtcrEl2.DS.isSet(values.getOrDefault(SystemRegister.VTCR_EL2, 0L));
    RegimeModel regime = new RegimeModel(
        declaration.name().span(),
        ordinal,
        declaration.name().text(),
        platformModel,
        S2Format.of(platform, granule.orElseThrow(), ds),
        shape.get().ipaBits(),
        shape.get().startLevel(),
        tables.get(),
        memory.get(),
        root.value().isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(root.value().get().value()),
        stage1.value(),
        values,
        isUnchecked,
        false);
    boolean isPlaced = RootRule.holds(regime, root.value(), environment.sink())
        && regime.stage1().map(s -> isInside(regime, s)).orElse(true);
    return areApart && isPlaced ? Optional.of(regime) : Optional.empty();
  }

  /** Memory alone: whatever is stored there, and written into registers, scenarios say. */
  private Optional<RegimeModel> raw(int ordinal) {
    List<RangeModel> memory = new ArrayList<>();
    boolean isGood = !declaration.isBroken();
    for (RegimeMemberSyntax member : declaration.members()) {
      if (member instanceof RegimeMemberSyntax.RawMemory range) {
        Optional<RangeModel> found =
            ranges.range(range.span(), range.pa(), range.size(), Granule.SIZE_4K);
        found.ifPresent(memory::add);
        isGood &= found.isPresent();
      } else {
        isGood = false;
        environment
            .sink()
            .report(Diagnostic.of(
                    Code.RAW_MEMORY,
                    member.span(),
                    "a regime of raw memory has nothing else, and here is more")
                .withHelp("leave it out, or write `memory` without `raw`"));
      }
    }
    return isGood && ranges.areApart(memory)
        ? Optional.of(new RegimeModel(
            declaration.name().span(),
            ordinal,
            declaration.name().text(),
            platformModel,
            S2Format.of(platform, Granule.SIZE_4K, false),
            platform.paBits(),
            LEAST_LEVEL,
            memory.get(0),
            memory.subList(1, memory.size()),
            OptionalLong.empty(),
            Optional.empty(),
            new TreeMap<>(),
            true,
            true))
        : Optional.empty();
  }

  private boolean isInside(RegimeModel regime, Stage1Model stage1) {
    Span span =
        members.only(RegimeMemberSyntax.Stage1.class).orElseThrow().ipa().span();
    return Stage1PlaceRule.holds(regime, stage1, span, environment.sink());
  }

  /** Input size, start level, and the value of VTCR_EL2 that says so. */
  private record Shape(int ipaBits, int startLevel, long vtcr) {}

  private boolean checkFeatures() {
    for (Feature feature : platform.features()) {
      if (isWithoutNeeded(feature)) {
        return false; // which is told
      }
      if (!FeatureRules.isModelled(feature)) {
        environment
            .sink()
            .report(Diagnostic.of(
                    Code.NOT_MODELLED,
                    declaration.platform().span(),
                    "FEAT_" + feature.name() + " of platform `" + platform.name()
                        + "` is not modelled yet under bare tables")
                .withHelp("declare a platform without `" + feature.word() + "`")
                .withNote("platform declared at", platformModel.span()));
        return false;
      }
    }
    return true;
  }

  private boolean isWithoutNeeded(Feature feature) {
    return FeatureRules.neededBy(feature)
        .filter(needed -> !platform.has(needed))
        .isPresent();
  }

  private Optional<Granule> granule() {
    Optional<RegimeMemberSyntax.GranuleSize> member =
        members.only(RegimeMemberSyntax.GranuleSize.class);
    return member.isEmpty()
        ? Optional.of(Granule.SIZE_4K)
        : environment
            .quantity(member.get().size())
            .flatMap(size -> Granules.of(size, environment.sink()));
  }

  private OptionalInt vmid() {
    Optional<RegimeMemberSyntax.Vmid> member = members.only(RegimeMemberSyntax.Vmid.class);
    if (member.isEmpty()) {
      return OptionalInt.of(1);
    }
    boolean isWide = platform.features().contains(Feature.VMID16);
    Optional<Quantity> vmid =
        environment.quantity(member.get().vmid(), isWide ? 0xffff : 0xff, "a VMID");
    if (vmid.isPresent() && vmid.get().value() == 0) {
      environment
          .sink()
          .report(Code.OUT_OF_RANGE, vmid.get().span(), "a VMID is at least 1, not 0");
      return OptionalInt.empty();
    }
    return vmid.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) vmid.get().value());
  }

  private static long vs(int vmid) {
    return vmid > 0xff ? VtcrEl2.VS.mask() : 0;
  }

  private boolean reportMissing() {
    if (declaration.isBroken()) {
      return false;
    }
    MissingProperties missing = new MissingProperties("regime", declaration.name());
    missing.unless(members.only(RegimeMemberSyntax.IpaBits.class), "ipa", "ipa 39 bits");
    missing.unless(
        members.only(RegimeMemberSyntax.Tables.class),
        "tables in",
        "tables in 0x8000_0000 size 1M");
    return missing.report(environment.sink());
  }

  private Optional<List<RangeModel>> memory() {
    List<RangeModel> memory = new ArrayList<>();
    boolean isWhole = true;
    for (RegimeMemberSyntax member : declaration.members()) {
      if (member instanceof RegimeMemberSyntax.Memory range) {
        Optional<RangeModel> found =
            ranges.range(range.span(), range.pa(), range.size(), Granule.SIZE_4K);
        found.ifPresent(memory::add);
        isWhole &= found.isPresent();
      }
    }
    return isWhole ? Optional.of(memory) : Optional.empty();
  }

  private Maybe<Stage1Model> stage1(Granule granule) {
    Optional<RegimeMemberSyntax.Stage1> member = members.only(RegimeMemberSyntax.Stage1.class);
    if (member.isEmpty()) {
      return Maybe.absent();
    }
    Optional<Quantity> ipa = environment.quantity(member.get().ipa());
    Optional<RangeModel> backing =
        ranges.range(member.get().span(), member.get().pa(), member.get().size(), granule);
    boolean isAligned = ipa.isPresent() && ranges.isAligned("IPA", ipa.get(), granule);
    int inputBits = registers
        .said(SystemRegister.TCR_EL1, TcrEl1.T0SZ)
        .map(t0sz -> 64 - Math.toIntExact(t0sz.value()))
        .orElse(STAGE1_BITS);
    return backing.isEmpty() || !isAligned
        ? Maybe.of(Optional.empty())
        : Maybe.of(Optional.of(new Stage1Model(
            ipa.get().value(), backing.get(), inputBits, startLevelOfStage1(inputBits))));
  }

  /** With a 4K granule. */
  private static int startLevelOfStage1(int inputBits) {
    int level = 3;
    while (level > -1 && inputBits > Granule.SIZE_4K.levelShift(level - 1)) {
      level--;
    }
    return level;
  }

  private Optional<Shape> shape(Granule granule) {
    Optional<RegimeMemberSyntax.IpaBits> ipa = members.only(RegimeMemberSyntax.IpaBits.class);
    Optional<RegimeMemberSyntax.StartLevel> start =
        members.only(RegimeMemberSyntax.StartLevel.class);
    Maybe<Quantity> output = environment.optional(
        members.only(RegimeMemberSyntax.OutputBits.class).map(RegimeMemberSyntax.OutputBits::bits));
    if (ipa.isEmpty() || output.isWrong()) {
      return Optional.empty();
    }
    Optional<Quantity> bits = environment.quantity(ipa.get().bits());
    Optional<Quantity> level = start.flatMap(member -> environment.level(member.level()));
    if (bits.isEmpty() || (start.isPresent() && level.isEmpty())) {
      return Optional.empty();
    }
    RegimeOutput outputs =
        new RegimeOutput(environment.sink(), platform, granule, isUnchecked, declaration.name());
    boolean ds = registers
        .said(SystemRegister.VTCR_EL2, VtcrEl2.DS)
        .map(value -> value.value() == 1)
        .orElseGet(() -> outputs.needsDs(bits.get(), output.value(), level));
    Optional<Integer> outputBits = outputs.bits(output.value(), ds);
    Optional<GeometryResolver.Shape> shape = new GeometryResolver(
            environment, new GeometryLimits(platform, granule, ds), false, isUnchecked)
        .shape(
            ipa.get().span(),
            Optional.of(ipa.get().bits()),
            start.map(member -> new GeometryResolver.Start(member.level(), member.concatenated())));
    return shape.flatMap(found -> outputBits.flatMap(wide -> vtcr(granule, found, wide, ds)
        .map(vtcr -> new Shape(found.ipaBits(), found.startLevel(), vtcr))));
  }

  private Optional<Long> vtcr(
      Granule granule, GeometryResolver.Shape shape, int outputBits, boolean ds) {
    int startLevel = shape.startLevel();
    if (StartLevelCode.of(granule, startLevel).isEmpty()) {
      environment
          .sink()
          .report(
              Code.ILLEGAL_GEOMETRY,
              declaration.name().span(),
              "VTCR_EL2 has no code for start level " + startLevel + " with a " + granule
                  + " granule");
      return Optional.empty();
    }
    long vtcr = VtcrEl2.of(granule, shape.ipaBits(), startLevel, outputBits, ds);
    return isUnchecked || checkFollowing(vtcr) ? Optional.of(vtcr) : Optional.empty();
  }

  /** Rule: what follows from the shape of the tables is not said otherwise in VTCR_EL2. */
  private boolean checkFollowing(long vtcr) {
    boolean isGood = true;
    for (Field field : List.of(VtcrEl2.T0SZ, VtcrEl2.SL0, VtcrEl2.SL2, VtcrEl2.TG0, VtcrEl2.PS)) {
      Optional<Spanned<Long>> said = registers.said(SystemRegister.VTCR_EL2, field);
      if (said.isPresent() && said.get().value() != field.of(vtcr)) {
        isGood = false;
        if (field.existsOn(platform)) { // or else that is told
          reportShape(field, said.get(), field.of(vtcr));
        }
      }
    }
    return isGood;
  }

  private void reportShape(Field field, Spanned<Long> said, long needed) {
    environment
        .sink()
        .report(Diagnostic.of(
                Code.ILLEGAL_GEOMETRY,
                said.span(),
                "VTCR_EL2." + field.name() + " is " + needed
                    + " for the shape that this regime says, and not " + said.value())
            .withHelp("say `granule`, `ipa`, `start` and `output`, or add `unchecked`"));
  }
}
