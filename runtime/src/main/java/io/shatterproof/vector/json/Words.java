package io.shatterproof.vector.json;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Shareability;
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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The JSON spelling of the constants of one enum: that of scenarios, with {@code _} for a space. */
final class Words<E extends Enum<E>> {
  static final Words<AbortOutcome> ABORT_OUTCOME =
      new Words<>(AbortOutcome.class, AbortOutcome::word);
  static final Words<AccessKind> ACCESS_KIND = new Words<>(AccessKind.class, AccessKind::word);
  static final Words<Capability> CAPABILITY = new Words<>(Capability.class, Capability::word);
  static final Words<CleanKind> CLEAN_KIND = new Words<>(CleanKind.class, CleanKind::word);
  static final Words<Platform.Coherence> COHERENCE =
      new Words<>(Platform.Coherence.class, Words::lowerCase);
  static final Words<Counter> COUNTER = new Words<>(Counter.class, Counter::jsonName);
  static final Words<DescriptorClaim.Kind> DESCRIPTOR =
      new Words<>(DescriptorClaim.Kind.class, DescriptorClaim.Kind::word);
  static final Words<DsbOption> DSB_OPTION = new Words<>(DsbOption.class, DsbOption::word);
  static final Words<EventKind> EVENT_KIND = new Words<>(EventKind.class, EventKind::jsonName);
  static final Words<EventMatching> EVENT_MATCHING =
      new Words<>(EventMatching.class, EventMatching::word);
  static final Words<ExpectationClass> EXPECTATION_CLASS =
      new Words<>(ExpectationClass.class, ExpectationClass::word);
  static final Words<FaultKind> FAULT_KIND = new Words<>(FaultKind.class, FaultKind::word);
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
  static final Words<TlbiOp> TLBI_OP = new Words<>(TlbiOp.class, TlbiOp::word);
  static final Words<ViolationName> VIOLATION =
      new Words<>(ViolationName.class, ViolationName::word);

  private final EnumMap<E, String> words;
  private final Map<String, E> constants = new LinkedHashMap<>();

  private Words(Class<E> type, Function<E, String> spelling) {
    words = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      String word = spelling.apply(constant).replace(' ', '_');
      words.put(constant, word);
      constants.put(word, constant);
    }
  }

  String word(E constant) {
    return words.getOrDefault(constant, constant.name());
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
