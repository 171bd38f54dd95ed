package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each line is a field of the figures of stage 2 descriptors in the Arm manual. */
final class S2FieldTest {

  @Test
  void fieldsOfALeaf() {
    assertThat(told(S2Field.LEAF))
        .containsExactly(
            "MemAttr [5:2]",
            "S2AP [7:6]",
            "SH [9:8]",
            "AF [10]",
            "FnXS [11] FEAT_XS",
            "nT [16] FEAT_BBML1 or FEAT_BBML2 or FEAT_BBML3",
            "DBM [51] FEAT_HAFDBS",
            "Contiguous [52]",
            "XN [54:53]",
            "SW [58:55]",
            "PBHA [62:59] FEAT_HPDS2");
  }

  @Test
  void fieldsOfATable() {
    assertThat(told(S2Field.TABLE)).containsExactly("AF [10] FEAT_HAFT");
  }

  private static List<String> told(List<Field> fields) {
    return fields.stream()
        .map(field -> (field.name() + " " + field.bits() + " " + field.neededFeatures()).strip())
        .toList();
  }
}
