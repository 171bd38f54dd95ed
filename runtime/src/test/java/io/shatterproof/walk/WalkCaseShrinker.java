package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Takes out of a failing case what it does not need: features, answers, and bits. */
final class WalkCaseShrinker {
  private WalkCaseShrinker() {}

  /** The smallest failing case that was found. */
  static WalkCase shrink(WalkCase failing, Predicate<WalkCase> fails) {
    WalkCase smallest = failing;
    boolean isSmaller = true;
    while (isSmaller) {
      isSmaller = false;
      for (WalkCase candidate : simpler(smallest)) {
        if (fails.test(candidate)) {
          smallest = candidate;
          isSmaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  private static List<WalkCase> simpler(WalkCase one) {
    List<WalkCase> simpler = new ArrayList<>();
    for (Feature feature : one.platform().features()) {
      Set<Feature> fewer = EnumSet.copyOf(one.platform().features());
      fewer.remove(feature);
      simpler.add(with(one, fewer));
    }
    one.knobs().forEach((knob, answer) -> {
      if (answer != 0) {
        Map<Knob, Integer> fewer = new EnumMap<>(one.knobs());
        fewer.put(knob, 0);
        simpler.add(new WalkCase(
            one.platform(),
            one.registers(),
            fewer,
            one.ipa(),
            one.access(),
            one.stage1(),
            one.memory()));
      }
    });
    for (SystemRegister register : List.of(
        SystemRegister.HCR_EL2,
        SystemRegister.HCRX_EL2,
        SystemRegister.SCTLR_EL2,
        SystemRegister.VTCR_EL2,
        SystemRegister.VTTBR_EL2)) {
      for (long fewer : withOneBitLess(one.registers().value(register))) {
        simpler.add(new WalkCase(
            one.platform(),
            one.registers().with(register, fewer),
            one.knobs(),
            one.ipa(),
            one.access(),
            one.stage1(),
            one.memory()));
      }
    }
    for (long fewer : withOneBitLess(one.ipa())) {
      simpler.add(with(one, fewer, one.access(), one.stage1(), one.memory()));
    }
    if (!one.access().equals(AccessRequest.of(AccessKind.READ, 1))) {
      simpler.add(
          with(one, one.ipa(), AccessRequest.of(AccessKind.READ, 1), one.stage1(), one.memory()));
    }
    if (!one.stage1().equals(AccessAttributes.NORMAL_WB)) {
      simpler.add(with(one, one.ipa(), one.access(), AccessAttributes.NORMAL_WB, one.memory()));
    }
    one.memory().words().forEach((pa, word) -> {
      WordMemory plain = new WordMemory(one.memory());
      if (plain.makePlain(pa)) {
        simpler.add(with(one, one.ipa(), one.access(), one.stage1(), plain));
      }
      for (long fewer : withOneBitLess(word)) {
        WordMemory changed = new WordMemory(one.memory());
        changed.put(pa, fewer);
        simpler.add(with(one, one.ipa(), one.access(), one.stage1(), changed));
      }
    });
    return simpler;
  }

  private static List<Long> withOneBitLess(long bits) {
    List<Long> fewer = new ArrayList<>();
    for (long left = bits; left != 0; left &= left - 1) {
      fewer.add(bits & ~Long.lowestOneBit(left));
    }
    return fewer;
  }

  private static WalkCase with(WalkCase one, Set<Feature> features) {
    Platform platform = one.platform();
    return new WalkCase(
        platform.withFeatures(features),
        one.registers(),
        one.knobs(),
        one.ipa(),
        one.access(),
        one.stage1(),
        one.memory());
  }

  private static WalkCase with(
      WalkCase one, long ipa, AccessRequest access, AccessAttributes stage1, WordMemory memory) {
    return new WalkCase(one.platform(), one.registers(), one.knobs(), ipa, access, stage1, memory);
  }
}
