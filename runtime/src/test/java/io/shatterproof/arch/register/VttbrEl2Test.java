package io.shatterproof.arch.register;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

  @Test
  void vmidAndCnpAreNoPartOfTheAddress() {
    assertThat(VttbrEl2.base(0xffff_0000_8000_1001L, false)).isEqualTo(0x8000_1000L);
    assertThat(VttbrEl2.base(0xffff_0000_8000_1001L, true)).isEqualTo(0x8000_1000L);
  }
}
