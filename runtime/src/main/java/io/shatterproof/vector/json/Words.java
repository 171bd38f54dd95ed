package io.shatterproof.vector.json;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.PermissionClaim;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The JSON spelling of the constants of one enum: that of scenarios, with {@code _} for a space.
 */
final class Words<E extends Enum<E>> {
  private static final Set<AccessKind> GUEST_ACCESSES =
      EnumSet.of(AccessKind.READ, AccessKind.WRITE, AccessKind.FETCH);

  /** The TLB maintenance of version 1.0; every other operation is of version 1.3. */
  private static final Set<TlbiOp> FIRST_TLBI_OPS = EnumSet.of(
      TlbiOp.ALLE1,
      TlbiOp.ALLE1IS,
      TlbiOp.VMALLS12E1,
      TlbiOp.VMALLS12E1IS,
      TlbiOp.VMALLE1,
      TlbiOp.VMALLE1IS,
      TlbiOp.IPAS2E1,
      TlbiOp.IPAS2E1IS,
      TlbiOp.IPAS2LE1,
      TlbiOp.IPAS2LE1IS);

  private static final Set<DsbOption> NXS_OPTIONS =
      EnumSet.of(DsbOption.SYNXS, DsbOption.ISHNXS, DsbOption.OSHNXS, DsbOption.NSHNXS);

  static final Words<AbortOutcome> ABORT_OUTCOME =
      new Words<>(AbortOutcome.class, AbortOutcome::word);
  /** What an instruction can do under bare tables. */
  static final Words<AccessKind> ACCESS_KIND = new Words<>(
      AccessKind.class, AccessKind::word, kind -> kind.group() != AccessKind.Group.STAGE1);

  /** What an abort is of. */
  static final Words<AccessKind> GUEST_ACCESS_KIND =
      new Words<>(AccessKind.class, AccessKind::word, GUEST_ACCESSES::contains);

  /** What an instruction can do in the guest of a domain, whose stage 1 is off. */
  static final Words<AccessKind> ACCESS_KIND_IN_GUEST = new Words<>(
          AccessKind.class,
          AccessKind::word,
          kind -> kind.group() != AccessKind.Group.STAGE1 && !kind.isStage1Only())
      .newIn(5, kind -> !GUEST_ACCESSES.contains(kind));

  static final Words<Capability> CAPABILITY = new Words<>(Capability.class, Capability::word)
      .newIn(2, Capability.REGIME::equals)
      .newIn(3, Capability.TLB::equals);
  static final Words<CleanKind> CLEAN_KIND = new Words<>(CleanKind.class, CleanKind::word);
  static final Words<Platform.Coherence> COHERENCE =
      new Words<>(Platform.Coherence.class, Words::lowerCase);
  static final Words<Counter> COUNTER = new Words<>(Counter.class, Counter::jsonName);
  static final Words<DescriptorClaim.Kind> DESCRIPTOR =
      new Words<>(DescriptorClaim.Kind.class, DescriptorClaim.Kind::word);
  static final Words<DsbOption> DSB_OPTION =
      new Words<>(DsbOption.class, DsbOption::word).newIn(3, NXS_OPTIONS::contains);
  static final Words<EventKind> EVENT_KIND = new Words<>(EventKind.class, EventKind::jsonName)
      .newIn(1, EventKind.ADDRESS_TRANSLATED::equals);
  static final Words<EventMatching> EVENT_MATCHING =
      new Words<>(EventMatching.class, EventMatching::word);
  static final Words<ExpectationClass> EXPECTATION_CLASS =
      new Words<>(ExpectationClass.class, ExpectationClass::word);
  static final Words<FaultKind> FAULT_KIND = new Words<>(FaultKind.class, FaultKind::word)
      .newIn(2, EnumSet.of(FaultKind.ALIGNMENT, FaultKind.UNSUPPORTED)::contains)
      .newIn(3, FaultKind.CONFLICT::equals);
  static final Words<Feature> FEATURE = new Words<>(Feature.class, Feature::word);
  static final Words<Granule> GRANULE = new Words<>(Granule.class, Granule::word);
  static final Words<Platform.Iommu> IOMMU = new Words<>(Platform.Iommu.class, Words::lowerCase);
  static final Words<P2mAccess> P2M_ACCESS = new Words<>(P2mAccess.class, P2mAccess::word);
  static final Words<P2mType> P2M_TYPE = new Words<>(P2mType.class, P2mType::word);
  static final Words<PermissionClaim> PERMISSION_CLAIM =
      new Words<>(PermissionClaim.class, PermissionClaim::word);
  static final Words<Shareability> SHAREABILITY =
      new Words<>(Shareability.class, Shareability::word);
  static final Words<Statistic> STATISTIC = new Words<>(Statistic.class, Statistic::word);
  static final Words<TlbiOp> TLBI_OP =
      new Words<>(TlbiOp.class, TlbiOp::word).newIn(3, op -> !FIRST_TLBI_OPS.contains(op));
  static final Words<ViolationName> VIOLATION =
      new Words<>(ViolationName.class, ViolationName::word);

  static final Words<MemoryType> MEMORY_TYPE = new Words<>(MemoryType.class, MemoryType::word);
  static final Words<Tagging> TAGGING = new Words<>(Tagging.class, Tagging::word);
  static final Words<FaultStage> FAULT_STAGE = new Words<>(FaultStage.class, Words::lowerCase);

  /** The registers that steps write. */
  static final Words<SystemRegister> CONTROL_REGISTER =
      new Words<>(SystemRegister.class, SystemRegister::word, SystemRegister::controlsTranslation);

  /** The registers that expectations claim something of. */
  static final Words<SystemRegister> REPORT_REGISTER =
      new Words<>(SystemRegister.class, SystemRegister::word, SystemRegister::reports);

  private final EnumMap<E, String> words;
  private final Map<String, E> constants = new LinkedHashMap<>();
  private final EnumMap<E, Integer> versions; // empty where each is of the first

  private Words(Class<E> type, Function<E, String> spelling) {
    this(type, spelling, constant -> true);
  }

  private Words(Class<E> type, Function<E, String> spelling, Predicate<E> hasWord) {
    words = new EnumMap<>(type);
    versions = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      if (hasWord.test(constant)) {
        String word = spelling.apply(constant).replace(' ', '_');
        words.put(constant, word);
        constants.put(word, constant);
      }
    }
  }

  private Words<E> newIn(int minorVersion, Predicate<E> isNew) {
    for (E constant : constants.values()) {
      if (isNew.test(constant)) {
        versions.put(constant, minorVersion);
      }
    }
    return this;
  }

  /** The minor version that has added a constant, where that is not the one of all that has it. */
  int since(E constant) {
    Integer version = versions.isEmpty() ? null : versions.get(constant);
    return version == null ? 0 : version;
  }

  String word(E constant) {
    String word = words.get(constant);
    if (word == null) {
      throw new IllegalArgumentException("no vector says " + constant + " here");
    }
    return word;
  }

  Optional<E> parse(String word) {
    return Optional.ofNullable(constants.get(word));
  }

  /** In the order of the enum. */
  Set<String> all() {
    return constants.keySet();
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
