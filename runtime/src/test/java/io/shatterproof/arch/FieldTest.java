package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldTest {
  private static final Field S2AP = Field.of("S2AP", 7, 6);
  private static final Field NT = Field.of("nT", 16, Feature.BBML2, Feature.BBML1);

  @Test
  void partOfAFieldIsNamedByItsPlaceInTheField() {
    Field field = Field.of("XN", 54, 53, Feature.XNX);

    assertThat(field.part(0, 1)).isEqualTo(Field.of("XN[0]", 53, Feature.XNX));
    assertThat(field.part(1, 1)).isEqualTo(Field.of("XN[1]", 54, Feature.XNX));
    assertThat(Field.of("PBHA", 62, 59).part(1, 3)).isEqualTo(Field.of("PBHA[3:1]", 62, 60));
  }

  @Test
  void otherNameKeepsBitsAndFeatures() {
    assertThat(Field.of("XN", 54, 53, Feature.XNX).named("PIIndex[3:2]"))
        .isEqualTo(Field.of("PIIndex[3:2]", 54, 53, Feature.XNX));
  }

  @Test
  void aFieldIsReadAndReplacedWithoutItsNeighbours() {
    assertThat(S2AP.of(0xffff_ffff_ffff_ff7fL)).isEqualTo(0b01);
    assertThat(S2AP.in(0xffff_ffff_ffff_ffffL, 0b01)).isEqualTo(0xffff_ffff_ffff_ff7fL);
    assertThat(S2AP.mask()).isEqualTo(0xc0);
    assertThat(S2AP.isSet(0x40)).isTrue();
    assertThat(S2AP.isSet(0x3f)).isFalse();
  }

  @Test
  void aFieldMayBeTheWholeWord() {
    Field whole = Field.of("all", 63, 0);

    assertThat(whole.in(0, -1L)).isEqualTo(-1L);
    assertThat(whole.of(-1L)).isEqualTo(-1L);
  }

  @Test
  void aValueThatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S2AP.in(0, 4))
        .withMessage("S2AP has 2 bits, not enough for 0x4");
    assertThatIllegalArgumentException().isThrownBy(() -> S2AP.in(0, -1L));
  }

  @ParameterizedTest
  @CsvSource({"64, 0", "3, 4", "0, -1"})
  void bitsThatAWordDoesNotHaveAreRefused(int high, int low) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Field.of("F", high, low))
        .withMessage("no field is bits [" + high + ":" + low + "]");
  }

  @Test
  void oneOfItsFeaturesIsEnough() {
    assertThat(NT.existsOn(with())).isFalse();
    assertThat(NT.existsOn(with(Feature.BBML2))).isTrue();
    assertThat(S2AP.existsOn(with())).isTrue();
    assertThat(NT.neededFeatures()).isEqualTo("FEAT_BBML1 or FEAT_BBML2");
  }

  private static Platform with(Feature... features) {
    Platform plain = Platform.plain("arm");
    return plain.withFeatures(Set.of(features));
  }

  @Test
  void itIsSpeltAsTheManualAndAsScenariosDo() {
    assertThat(S2AP.bits()).isEqualTo("[7:6]");
    assertThat(NT.bits()).isEqualTo("[16]");
    assertThat(NT.word()).isEqualTo("nt");
  }
}
