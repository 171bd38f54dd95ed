package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S2AP[0] at bit 6, S2AP[1] at bit 7, XN[1] at bit 54. */
final class PermissionsTest {
  private static final S2Permissions ALL = new S2Permissions(true, true, true);

  @ParameterizedTest(name = "0x{0}: {1}")
  @CsvSource({
    "0x0000000000000000, x, false, false, true",
    "0x0000000000000040, rx, true, false, true",
    "0x0000000000000080, wx, false, true, true",
    "0x00000000000000c0, rwx, true, true, true",
    "0x00400000000000c0, rw, true, true, false",
    "0x0040000000000000, none, false, false, false",
  })
  void ofALeaf(String leafText, String letters, boolean read, boolean write, boolean execute) {
    long leaf = Long.decode(leafText);
    S2Permissions permissions = S2Descriptor.permissions(leaf);

    assertThat(permissions).isEqualTo(new S2Permissions(read, write, execute)).hasToString(letters);
    assertThat(permissions.allows(AccessKind.READ)).isEqualTo(read);
    assertThat(permissions.allows(AccessKind.WRITE)).isEqualTo(write);
    assertThat(permissions.allows(AccessKind.ATOMIC)).isEqualTo(read && write);
    assertThat(permissions.allows(AccessKind.FETCH)).isEqualTo(execute);
    assertThat(S2Descriptor.permits(leaf, AccessKind.READ, false)).isEqualTo(read);
    assertThat(S2Descriptor.permits(leaf, AccessKind.WRITE, false)).isEqualTo(write);
    assertThat(S2Descriptor.permits(leaf, AccessKind.ATOMIC, false)).isEqualTo(read && write);
  }

  @Test
  void whatBothPermit() {
    S2Permissions readExecute = new S2Permissions(true, false, true);
    S2Permissions readWrite = new S2Permissions(true, true, false);

    assertThat(readExecute.and(readWrite)).hasToString("r");
    assertThat(readWrite.and(ALL)).isEqualTo(readWrite);
    assertThat(ALL.and(readExecute)).isEqualTo(readExecute);
    assertThat(ALL.and(S2Permissions.NONE)).isEqualTo(S2Permissions.NONE);
  }

  /** MemAttr is bits[5:2], SH bits[9:8]. */
  @Test
  void attributesOfALeaf() {
    assertThat(S2Descriptor.attributes(0x3fcL & ~0xc0L))
        .isEqualTo(new MemoryAttributes(0xf, Shareability.INNER));
    assertThat(S2Descriptor.attributes(0x204L))
        .isEqualTo(new MemoryAttributes(0x1, Shareability.OUTER));
    assertThat(S2Descriptor.attributes(0x0c3L))
        .isEqualTo(new MemoryAttributes(0x0, Shareability.NON));
  }

  @Test
  void leafOfAFormatSaysInWordsWhatItIs() {
    S2Format format = S2Format.of(Granule.SIZE_4K);

    assertThat(format.describe(0x9000_00c3L, 3)).isEqualTo("page 0x90000000 rwx (0x900000c3)");
    assertThat(format.describe(0x9000_0041L, 2)).isEqualTo("block 0x90000000 rx (0x90000041)");
    assertThat(format.describe(0x9000_0003L, 2)).isEqualTo("table 0x90000000 (0x90000003)");
    assertThat(format.describe(0x10, 3)).isEqualTo("invalid (0x10)");
    assertThat(format).hasToString("stage 2 descriptors, granule 4K");
  }

  @Test
  void transferRegistersAreSpeltAsInScenarios() {
    assertThat(TransferRegister.parse("x0")).contains(new TransferRegister(0, true, false, false));
    assertThat(TransferRegister.parse("xzr"))
        .contains(new TransferRegister(31, true, false, false));
    assertThat(TransferRegister.parse("w30 signed"))
        .contains(new TransferRegister(30, false, true, false));
    assertThat(TransferRegister.parse("w1 acquire"))
        .contains(new TransferRegister(1, false, false, true));
    assertThat(TransferRegister.parse("x2 signed acquire"))
        .contains(new TransferRegister(2, true, true, true));
    assertThat(TransferRegister.parse("x31")).isEmpty();
    assertThat(TransferRegister.parse("x1 acquire signed")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0x0000000000, 0x80000000",
    "1, 0x8000000000, 0x80001000",
    "2, 0x0040a07000, 0x80000028",
    "3, 0x0040a07123, 0x80000038",
    "3, 0x00401ff000, 0x80000ff8",
  })
  void descriptorsAreWhereTheirAddressSays(int level, String ipa, String descriptorPa) {
    Stage2Geometry geometry = new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 40);

    assertThat(geometry.descriptorPa(0x8000_0000L, Long.decode(ipa), level))
        .isEqualTo(Long.decode(descriptorPa));
  }
}
