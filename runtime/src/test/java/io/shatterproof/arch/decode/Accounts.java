package io.shatterproof.arch.decode;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import java.util.EnumSet;
import java.util.Set;

/** Decoders for tests, and what to look for in accounts. */
final class Accounts {
  static final Set<Feature> ALL = EnumSet.allOf(Feature.class);
  static final Set<Feature> NONE = EnumSet.noneOf(Feature.class);

  /** 4K, T0SZ 25, start at level 1, PS 40 bits, walks WB and inner shareable. */
  static final long VTCR_4K = 0x8002_3559L;

  private Accounts() {}

  static Decoder decoder(Set<Feature> features, int paBits, long vtcr, long hcr) {
    Platform plain = Platform.plain("p");
    return new Decoder(plain.withPa(paBits).withFeatures(features), vtcr, hcr);
  }

  static Decoder decoder(Set<Feature> features, int paBits, long vtcr) {
    return decoder(features, paBits, vtcr, 0);
  }

  /** One line, its columns separated by single spaces. */
  static String line(Account account, String bits) {
    return account
        .text()
        .lines()
        .filter(line -> line.contains(" " + bits + " "))
        .findFirst()
        .map(line -> line.strip().replaceAll(" +", " "))
        .orElse("no line for " + bits);
  }

  /** Bits and names of all lines, for example {@code 63:1 IGNORED, 0 Valid}. */
  static String layout(Account account) {
    return String.join(
        ", ",
        account.lines().stream()
            .map(line -> line.bits().replaceAll("[\\[\\]]", "") + " " + line.name())
            .toList());
  }
}
