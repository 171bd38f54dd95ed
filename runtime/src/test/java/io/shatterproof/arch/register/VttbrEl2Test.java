package io.shatterproof.arch.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VttbrEl2Test {

  @Test
  void aNarrowAddressStandsWhereItBelongs() {
    assertThat(VttbrEl2.ofBase(0x8000_1000L)).isEqualTo(0x8000_1000L);
    assertThat(VttbrEl2.base(0x8000_1000L, false)).isEqualTo(0x8000_1000L);
  }

  @Test
  void bits51To48OfAWideAddressStandInBits5To2() {
    assertThat(VttbrEl2.ofBase(0x000a_0000_8000_1000L)).isEqualTo(0x8000_1028L);
    assertThat(VttbrEl2.base(0x8000_1028L, true)).isEqualTo(0x000a_0000_8000_1000L);
  }

  @Test
  void bits5To2AreLowBitsOfANarrowAddress() {
    assertThat(VttbrEl2.base(0x8000_1028L, false)).isEqualTo(0x8000_1028L);
  }

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 0x100000000, LPA2, true",
    "SIZE_4K, 0x100000000, LPA, false",
    "SIZE_4K, 0x60000, LPA2, false",
    "SIZE_16K, 0x100000000, LPA2, true",
    "SIZE_64K, 0x60000, LPA, true",
    "SIZE_64K, 0x60000, LPA2, false",
    "SIZE_64K, 0x70000, LPA, false",
    "SIZE_64K, 0x100000000, LPA, false"
  })
  void dsOrWith64KPsOf52BitsMakesTheBaseWide(
      Granule granule, String vtcr, Feature feature, boolean isWide) {
    Platform plain = Platform.plain("arm");
    Platform platform = plain.withPa(52).withFeatures(Set.of(feature));

    assertThat(VttbrEl2.hasWideBase(platform, granule, Long.decode(vtcr))).isEqualTo(isWide);
  }

  @Test
  void vmidAndCnpAreNoPartOfTheAddress() {
    assertThat(VttbrEl2.base(0xffff_0000_8000_1001L, false)).isEqualTo(0x8000_1000L);
    assertThat(VttbrEl2.base(0xffff_0000_8000_1001L, true)).isEqualTo(0x8000_1000L);
  }
}
