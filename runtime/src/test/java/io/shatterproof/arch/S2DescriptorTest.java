package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class S2DescriptorTest {
  private static final long LEAF = 0x8_0000_07ffL; // page, RW, AF
  private static final long XN0 = 1L << 53;
  private static final long XN1 = 1L << 54;

  @Test
  void withoutXnxOnlyTheUpperBitDecidesExecution() {
    assertThat(S2Descriptor.permits(LEAF, AccessKind.FETCH, false)).isTrue();
    assertThat(S2Descriptor.permits(LEAF | XN0, AccessKind.FETCH, false)).isTrue();
    assertThat(S2Descriptor.permits(LEAF | XN1, AccessKind.FETCH, false)).isFalse();
    assertThat(S2Descriptor.permits(LEAF | XN1 | XN0, AccessKind.FETCH, false)).isFalse();
  }

  @Test
  void withXnxEl1ExecutesWhereBothBitsAreEqual() {
    assertThat(S2Descriptor.permits(LEAF, AccessKind.FETCH, true)).isTrue();
    assertThat(S2Descriptor.permits(LEAF | XN0, AccessKind.FETCH, true)).isFalse();
    assertThat(S2Descriptor.permits(LEAF | XN1, AccessKind.FETCH, true)).isFalse();
    assertThat(S2Descriptor.permits(LEAF | XN1 | XN0, AccessKind.FETCH, true)).isTrue();
  }

  @Test
  void executionNeverDecidesDataAccesses() {
    assertThat(S2Descriptor.permits(LEAF | XN1 | XN0, AccessKind.READ, true)).isTrue();
    assertThat(S2Descriptor.permits(LEAF | XN1, AccessKind.WRITE, false)).isTrue();
  }
}
