package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RegisterFileTest {

  @Test
  void registerThatWasNeverWrittenIsZero() {
    for (SystemRegister register : SystemRegister.values()) {
      assertThat(RegisterFile.NONE.value(register)).isZero();
    }
    assertThat(RegisterFile.NONE).hasToString("");
  }

  @Test
  void writeChangesOneRegister() {
    RegisterFile file = RegisterFile.NONE
        .with(SystemRegister.VTTBR_EL2, -1)
        .with(SystemRegister.VTCR_EL2, 0x8002_3559L)
        .with(SystemRegister.VTTBR_EL2, 0x1_0000_8000_0000L);

    assertThat(file.value(SystemRegister.VTTBR_EL2)).isEqualTo(0x1_0000_8000_0000L);
    assertThat(file.value(SystemRegister.VTCR_EL2)).isEqualTo(0x8002_3559L);
    assertThat(file.value(SystemRegister.HCR_EL2)).isZero();
  }

  @Test
  void writeLeavesTheRegistersBefore() {
    RegisterFile before = RegisterFile.NONE.with(SystemRegister.HCR_EL2, 1);

    RegisterFile after = before.with(SystemRegister.HCR_EL2, 2);

    assertThat(before.value(SystemRegister.HCR_EL2)).isEqualTo(1);
    assertThat(after.value(SystemRegister.HCR_EL2)).isEqualTo(2);
    assertThat(RegisterFile.NONE.value(SystemRegister.HCR_EL2)).isZero();
  }

  @Test
  void textNamesTheWrittenRegistersInTheirOrder() {
    RegisterFile file = RegisterFile.NONE
        .with(SystemRegister.MAIR_EL1, -1)
        .with(SystemRegister.VTCR_EL2, 0x8002_3559L)
        .with(SystemRegister.HCR_EL2, 0);

    assertThat(file).hasToString("vtcr_el2 0x80023559 hcr_el2 0x0 mair_el1 0xffffffffffffffff");
  }
}
