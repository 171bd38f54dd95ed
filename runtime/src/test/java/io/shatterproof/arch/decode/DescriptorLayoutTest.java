package io.shatterproof.arch.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Feature;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the fields of descriptors are, written by hand from the tables of the manual. */
final class DescriptorLayoutTest {
  private static final Set<Feature> LPA = EnumSet.of(Feature.LPA);
  private static final long TG_4K = 0;
  private static final long TG_16K = 0b10L << 14;
  private static final long TG_64K = 0b01L << 14;
  private static final long PS_52 = 0b110L << 16;
  private static final long DS = 1L << 32;
  private static final long S2PIE = 1L << 36;
  private static final long S2POE = 1L << 37;
  private static final long HA = 1L << 21;
  private static final long HAFT = 1L << 44;
  private static final long ASSURED_ONLY = 1L << 34;

  private static final String TOP = "63 AMEC, 62:60 IGNORED, 59 IGNORED, 58:56 software,"
      + " 55 IGNORED, 54 XN, 53 XN[0], 52 Contiguous, 51 DBM, 50 RES0, ";
  private static final String TOP_ALL = TOP.replace("54 XN, 53 XN[0]", "54:53 XN");
  private static final String BOTTOM = "11 FnXS, 10 AF, 9:8 SH, 7:6 S2AP, 5:2 MemAttr, 1:0 Type";
  private static final String BOTTOM_DS =
      "11 FnXS, 10 AF, 9:8 OA[51:50], 7:6 S2AP, 5:2 MemAttr, 1:0 Type";
  private static final String TABLE_TOP = "63 RES0, 62:59 RES0, 58:51 IGNORED, 50 RES0, ";
  private static final String TABLE_BOTTOM =
      "11 IGNORED, 10 IGNORED, 9:8 IGNORED, 7:2 IGNORED, 1:0 Type";

  private static String page(Set<Feature> features, long vtcr) {
    return layout(features, vtcr, 0b11, 3);
  }

  private static String block(Set<Feature> features, long vtcr, int level) {
    return layout(features, vtcr, 0b01, level);
  }

  private static String table(Set<Feature> features, long vtcr) {
    return layout(features, vtcr, 0b11, 2);
  }

  private static String layout(Set<Feature> features, long vtcr, long descriptor, int level) {
    return Accounts.layout(
        Accounts.decoder(features, 52, vtcr | PS_52).descriptor(descriptor, level));
  }

  @Test
  void pages() {
    assertThat(page(Accounts.NONE, TG_4K))
        .isEqualTo(TOP + "49:48 RES0, 47:12 OA[47:12], " + BOTTOM);
    assertThat(page(Accounts.NONE, TG_16K))
        .isEqualTo(TOP + "49:48 RES0, 47:14 OA[47:14], 13:12 RES0, " + BOTTOM);
    assertThat(page(Accounts.NONE, TG_64K))
        .isEqualTo(TOP + "49:48 RES0, 47:16 OA[47:16], 15:12 RES0, " + BOTTOM);
    assertThat(page(LPA, TG_64K))
        .isEqualTo(TOP + "49:48 RES0, 47:16 OA[47:16], 15:12 OA[51:48], " + BOTTOM);
    assertThat(page(Accounts.ALL, TG_4K | DS)).isEqualTo(TOP_ALL + "49:12 OA[49:12], " + BOTTOM_DS);
    assertThat(page(Accounts.ALL, TG_16K | DS))
        .isEqualTo(TOP_ALL + "49:14 OA[49:14], 13:12 RES0, " + BOTTOM_DS);
    assertThat(page(Accounts.ALL, TG_64K | DS))
        .isEqualTo(TOP_ALL + "49:48 RES0, 47:16 OA[47:16], 15:12 OA[51:48], " + BOTTOM);
  }

  @Test
  void blocks() {
    assertThat(block(Accounts.NONE, TG_4K, 2))
        .isEqualTo(TOP + "49:48 RES0, 47:21 OA[47:21], 20:17 RES0, 16 nT, 15:12 RES0, " + BOTTOM);
    assertThat(block(Accounts.NONE, TG_4K, 1))
        .isEqualTo(TOP + "49:48 RES0, 47:30 OA[47:30], 29:17 RES0, 16 nT, 15:12 RES0, " + BOTTOM);
    assertThat(block(Accounts.NONE, TG_16K, 2))
        .isEqualTo(TOP + "49:48 RES0, 47:25 OA[47:25], 24:17 RES0, 16 nT, 15:12 RES0, " + BOTTOM);
    assertThat(block(LPA, TG_64K, 2))
        .isEqualTo(
            TOP + "49:48 RES0, 47:29 OA[47:29], 28:17 RES0, 16 nT, 15:12 OA[51:48], " + BOTTOM);
    assertThat(block(LPA, TG_64K, 1))
        .isEqualTo(
            TOP + "49:48 RES0, 47:42 OA[47:42], 41:17 RES0, 16 nT, 15:12 OA[51:48], " + BOTTOM);
    assertThat(block(Accounts.ALL, TG_4K | DS, 0))
        .isEqualTo(TOP_ALL + "49:39 OA[49:39], 38:17 RES0, 16 nT, 15:12 RES0, " + BOTTOM_DS);
    assertThat(block(Accounts.ALL, TG_16K | DS, 1))
        .isEqualTo(TOP_ALL + "49:36 OA[49:36], 35:17 RES0, 16 nT, 15:12 RES0, " + BOTTOM_DS);
  }

  @Test
  void blocksWhereThereAreNone() {
    String reserved = "63:2 IGNORED, 1:0 Type";
    assertThat(block(Accounts.ALL, TG_4K, 0)).isEqualTo(reserved);
    assertThat(block(Accounts.ALL, TG_4K, 3)).isEqualTo(reserved);
    assertThat(block(Accounts.ALL, TG_4K | DS, -1)).isEqualTo(reserved);
    assertThat(block(Accounts.ALL, TG_16K, 1)).isEqualTo(reserved);
    assertThat(block(Accounts.NONE, TG_64K, 1)).isEqualTo(reserved);
  }

  @Test
  void tables() {
    assertThat(table(Accounts.NONE, TG_4K))
        .isEqualTo(TABLE_TOP + "49:48 RES0, 47:12 next table[47:12], " + TABLE_BOTTOM);
    assertThat(table(Accounts.NONE, TG_16K))
        .isEqualTo(TABLE_TOP + "49:48 RES0, 47:14 next table[47:14], 13:12 RES0, " + TABLE_BOTTOM);
    assertThat(table(Accounts.NONE, TG_64K))
        .isEqualTo(TABLE_TOP + "49:48 RES0, 47:16 next table[47:16], 15:12 RES0, " + TABLE_BOTTOM);
    assertThat(table(LPA, TG_64K))
        .isEqualTo(TABLE_TOP + "49:48 RES0, 47:16 next table[47:16], 15:12 next table[51:48], "
            + TABLE_BOTTOM);
    assertThat(table(Accounts.ALL, TG_4K | DS))
        .isEqualTo(TABLE_TOP + "49:12 next table[49:12], "
            + TABLE_BOTTOM.replace("9:8 IGNORED", "9:8 next table[51:50]"));
  }

  @Test
  void tablesWithAnAccessFlag() {
    assertThat(table(Accounts.ALL, HA | HAFT)).contains("11 IGNORED, 10 AF, 9:8 IGNORED");
    assertThat(table(Accounts.ALL, HAFT)).contains("11 IGNORED, 10 IGNORED, 9:8 IGNORED");
  }

  @Test
  void fieldsOfPermissionsThatAreIndices() {
    assertThat(page(Accounts.ALL, S2PIE | S2POE))
        .isEqualTo(
            "63 AMEC, 62:59 POIndex, 58:56 software,"
                + " 55 IGNORED, 54:53 PIIndex[3:2], 52 Contiguous, 51 PIIndex[1], 50 RES0, 49:48 RES0,"
                + " 47:12 OA[47:12], 11 FnXS, 10 AF, 9:8 SH, 7 Dirty, 6 PIIndex[0], 5:2 MemAttr, 1:0 Type");
    assertThat(table(Accounts.ALL, S2PIE)).startsWith("63 RES0, 62:59 IGNORED, 58:51 IGNORED");
  }

  @Test
  void bitsForHardware() {
    assertThat(page(Accounts.ALL, 0b0101L << 25))
        .startsWith("63 AMEC, 62 IGNORED, 61 PBHA[2], 60 IGNORED, 59 PBHA[0], 58:56 software");
    assertThat(page(Accounts.NONE, 0b0101L << 25))
        .startsWith("63 AMEC, 62:60 IGNORED, 59 IGNORED, 58:56 software");
  }

  @Test
  void assuredOnly() {
    assertThat(page(Accounts.ALL, ASSURED_ONLY)).contains("58 AssuredOnly, 57:56 software");
  }

  @Test
  void invalid() {
    assertThat(layout(Accounts.ALL, 0, 0xfffeL, 2)).isEqualTo("63:1 IGNORED, 0 Valid");
  }

  @Test
  void memAttrUnderFwbWithoutTags() {
    Set<Feature> noTags = EnumSet.complementOf(EnumSet.of(Feature.MTE_PERM));
    assertThat(Accounts.layout(
            Accounts.decoder(noTags, 48, Accounts.VTCR_4K, 1L << 46).descriptor(0b11, 3)))
        .endsWith("7:6 S2AP, 5 MemAttr[3], 4:2 MemAttr[2:0], 1:0 Type");
  }
}
