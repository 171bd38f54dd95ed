package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each line is a field of the figures of stage 1 descriptors in the Arm manual. */
final class S1FieldTest {

  @Test
  void fieldsOfALeaf() {
    assertThat(told(S1Field.LEAF))
        .containsExactly(
            "AttrIndx [4:2]",
            "AP [7:6]",
            "SH [9:8]",
            "AF [10]",
            "nG [11]",
            "nT [16] FEAT_BBML1 or FEAT_BBML2 or FEAT_BBML3",
            "DBM [51] FEAT_HAFDBS",
            "Contiguous [52]",
            "PXN [53]",
            "UXN [54]",
            "SW [58:55]");
  }

  @Test
  void fieldsOfATable() {
    assertThat(told(S1Field.TABLE))
        .containsExactly("PXNTable [59]", "UXNTable [60]", "APTable [62:61]");
  }

  private static List<String> told(List<Field> fields) {
    return fields.stream()
        .map(field -> (field.name() + " " + field.bits() + " " + field.neededFeatures()).strip())
        .toList();
  }
}
