package io.shatterproof.arch.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.VtcrEl2;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each bit of a word is in exactly one line of its account, from bit 63 down, with its value. */
final class EveryBitTest {
  private static final long SEED = 20_161_128;
  private static final int WORDS = 60;

  private static final List<Set<Feature>> FEATURES = List.of(
      EnumSet.noneOf(Feature.class),
      EnumSet.of(Feature.XNX, Feature.LPA),
      EnumSet.of(Feature.LPA, Feature.LPA2, Feature.TTST, Feature.BBML2, Feature.HPDS2),
      EnumSet.of(Feature.HAFDBS, Feature.S2FWB, Feature.XS, Feature.VMID16, Feature.RME),
      EnumSet.complementOf(EnumSet.of(Feature.MTE_PERM, Feature.D128)),
      EnumSet.allOf(Feature.class));

  @ParameterizedTest
  @EnumSource(SystemRegister.class)
  void ofARegister(SystemRegister register) {
    Random random = new Random(SEED);
    for (Set<Feature> features : FEATURES) {
      for (int n = 0; n < WORDS; n++) {
        Decoder decoder = decoder(features, random.nextLong(), random.nextLong());
        assertCovers(decoder.register(register, random.nextLong()), register.word());
        assertCovers(decoder.register(register, 0), register.word());
        assertCovers(decoder.register(register, -1), register.word());
      }
    }
  }

  /** ESR_EL2 has a form for each exception class, and for what its status code says. */
  @Test
  void ofEveryFormOfASyndrome() {
    for (Set<Feature> features : FEATURES) {
      Decoder decoder = decoder(features, 0, 0);
      for (long ec = 0; ec < 64; ec++) {
        for (long low = 0; low < 64; low++) {
          long esr = ec << 26 | low;
          assertCovers(decoder.register(SystemRegister.ESR_EL2, esr), "isv 0");
          assertCovers(decoder.register(SystemRegister.ESR_EL2, esr | 1L << 24), "isv 1");
        }
      }
    }
  }

  /** VTTBR_EL2 has a form for each alignment of the start table. */
  @Test
  void ofEveryFormOfATableBase() {
    for (Set<Feature> features : FEATURES) {
      for (long low = 0; low < 256; low++) {
        for (long granule = 0; granule < 4; granule++) {
          for (long high : List.of(0L, 0b001L << 32, 0b011L << 32)) {
            long vtcr = high | 6L << 16 | granule << 14 | low;
            assertCovers(
                decoder(features, vtcr, 0).register(SystemRegister.VTTBR_EL2, -1), "VTTBR_EL2");
          }
        }
      }
    }
  }

  @Test
  void ofADescriptorInEveryFormatAtEveryLevel() {
    Random random = new Random(SEED);
    for (Set<Feature> features : FEATURES) {
      for (long granule = 0; granule < 4; granule++) {
        for (int n = 0; n < WORDS; n++) {
          long vtcr = VtcrEl2.D128.in(VtcrEl2.TG0.in(random.nextLong(), granule), 0);
          Decoder decoder = decoder(features, vtcr, HcrEl2.FWB.in(0, n & 1));
          for (int level = decoder.firstLevel(); level <= 3; level++) {
            for (long type = 0; type < 4; type++) {
              long descriptor = (random.nextLong() & ~0b11L) | type;
              assertCovers(decoder.descriptor(descriptor, level), "level " + level);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TlbiOp.class)
  void ofAnOperand(TlbiOp op) {
    Random random = new Random(SEED);
    for (Set<Feature> features : FEATURES) {
      for (int n = 0; n < WORDS && op.operand() != TlbiOp.Operand.NONE; n++) {
        Decoder decoder = decoder(features, random.nextLong(), 0);
        assertCovers(decoder.tlbi(op, random.nextLong()), op.word());
        assertCovers(decoder.tlbi(op, 0), op.word());
        assertCovers(decoder.tlbi(op, -1), op.word());
      }
    }
  }

  private static Decoder decoder(Set<Feature> features, long vtcr, long hcr) {
    Platform plain = Platform.plain("p");
    int paBits = features.contains(Feature.LPA) ? 52 : 44;
    return new Decoder(plain.withPa(paBits).withFeatures(features), vtcr, hcr);
  }

  private static void assertCovers(Account account, String what) {
    int next = 63;
    long word = 0;
    for (AccountLine line : account.lines()) {
      assertThat(line.high()).as(() -> words(account, what)).isEqualTo(next);
      next = line.low() - 1;
      word |= line.value() << line.low();
    }
    assertThat(next).as(() -> words(account, what)).isEqualTo(-1);
    assertThat(account.heading()).contains("0x" + Long.toHexString(word));
  }

  private static String words(Account account, String what) {
    return what + ", seed " + SEED + ":\n" + account;
  }
}
