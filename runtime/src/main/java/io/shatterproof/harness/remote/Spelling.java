package io.shatterproof.harness.remote;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.Capability;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the constants of one enum are spelt on the wire: as in vectors, with {@code _} for a space. */
final class Spelling<E extends Enum<E>> {
  static final Spelling<AbortOutcome> ABORT_OUTCOME =
      new Spelling<>(AbortOutcome.class, AbortOutcome::word);
  static final Spelling<AccessKind> ACCESS_KIND =
      new Spelling<>(AccessKind.class, AccessKind::word);
  static final Spelling<Cacheability> CACHEABILITY =
      new Spelling<>(Cacheability.class, Cacheability::word);
  static final Spelling<Capability> CAPABILITY = new Spelling<>(Capability.class, Capability::word);
  static final Spelling<CleanKind> CLEAN_KIND = new Spelling<>(CleanKind.class, CleanKind::word);
  static final Spelling<DsbOption> DSB_OPTION = new Spelling<>(DsbOption.class, DsbOption::word);
  static final Spelling<FaultKind> FAULT_KIND = new Spelling<>(FaultKind.class, FaultKind::word);
  static final Spelling<FaultStage> FAULT_STAGE =
      new Spelling<>(FaultStage.class, Spelling::lowerCase);
  static final Spelling<Feature> FEATURE = new Spelling<>(Feature.class, Feature::word);
  static final Spelling<Granule> GRANULE = new Spelling<>(Granule.class, Granule::word);
  static final Spelling<MemoryType> MEMORY_TYPE =
      new Spelling<>(MemoryType.class, MemoryType::word);
  static final Spelling<P2mAccess> P2M_ACCESS = new Spelling<>(P2mAccess.class, P2mAccess::word);
  static final Spelling<P2mType> P2M_TYPE = new Spelling<>(P2mType.class, P2mType::word);
  static final Spelling<Shareability> SHAREABILITY =
      new Spelling<>(Shareability.class, Shareability::word);
  static final Spelling<SystemRegister> REGISTER =
      new Spelling<>(SystemRegister.class, SystemRegister::word);
  static final Spelling<Tagging> TAGGING = new Spelling<>(Tagging.class, Tagging::word);
  static final Spelling<TlbiOp> TLBI_OP = new Spelling<>(TlbiOp.class, TlbiOp::word);
  static final Spelling<ViolationName> VIOLATION =
      new Spelling<>(ViolationName.class, ViolationName::word);

  private final Map<String, E> constants = new HashMap<>();
  private final Function<E, String> spelling;

  private Spelling(Class<E> type, Function<E, String> spelling) {
    this.spelling = spelling;
    for (E constant : type.getEnumConstants()) {
      constants.put(word(constant), constant);
    }
  }

  String word(E constant) {
    return spelling.apply(constant).replace(' ', '_');
  }

  /** The constant of that spelling; null where there is none. */
  @Nullable
  E parse(String word) {
    return constants.get(word);
  }

  static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
