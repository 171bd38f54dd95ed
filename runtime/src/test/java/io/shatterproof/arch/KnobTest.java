package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KnobTest {

  @ParameterizedTest
  @EnumSource(Knob.class)
  void knobIsFoundByItsWordAndHasSomethingToChoose(Knob knob) {
    assertThat(Knob.parse(knob.word())).contains(knob);
    assertThat(knob.choices()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
  }

  @Test
  void onlyTheExactWordNamesAKnob() {
    assertThat(Knob.parse("tg0_reserved")).contains(Knob.TG0_RESERVED);
    assertThat(Knob.parse("TG0_RESERVED")).isEmpty();
    assertThat(Knob.parse("tg0")).isEmpty();
    assertThat(Knob.parse("")).isEmpty();
  }

  @Test
  void platformThatDoesNotChooseHasTheFirstChoice() {
    Platform plain = Platform.plain("p");

    assertThat(Knob.NT_BLOCK.of(plain)).isEqualTo("translates");
    assertThat(Choices.of(plain).of(Knob.NT_BLOCK)).isZero();
    assertThat(Knob.TG0_RESERVED.choices()).isEqualTo(List.of("4K", "16K", "64K"));
  }

  @Test
  void platformHasWhatItChooses() {
    Platform platform = choosing(Knob.TG0_RESERVED, "64K");

    assertThat(Knob.TG0_RESERVED.of(platform)).isEqualTo("64K");
    assertThat(Choices.of(platform).of(Knob.TG0_RESERVED)).isEqualTo(2);
    assertThat(Choices.of(platform).of(Knob.NT_BLOCK)).isZero();
  }

  @Test
  void onlyConstrainedUnpredictableKnobsAreOpenUntilChosen() {
    Platform plain = Platform.plain("p");

    assertThat(Knob.FETCH_FROM_DEVICE.isOpen(plain)).isTrue();
    assertThat(Knob.FETCH_FROM_DEVICE.isOpen(choosing(Knob.FETCH_FROM_DEVICE, "noncacheable")))
        .isFalse();
    assertThat(Knob.FETCH_FROM_DEVICE.isOpen(choosing(Knob.PAGE_CROSSING, "upper")))
        .isTrue();
    assertThat(Knob.NT_BLOCK.isOpen(plain)).isFalse();
  }

  private static Platform choosing(Knob knob, String choice) {
    TreeMap<String, String> choices = new TreeMap<>();
    choices.put(knob.word(), choice);
    return Platform.plain("p").withChoices(choices);
  }
}
