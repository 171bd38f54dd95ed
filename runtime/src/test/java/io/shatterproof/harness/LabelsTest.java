package io.shatterproof.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shatterproof.vector.Stretch;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which boundaries a stretch has: nine events, brk has the 3rd to the 5th, make the 8th. */
class LabelsTest {
  private static final int LAST = 9;

  private final Labels labels = new Labels();

  @BeforeEach
  void place() {
    labels.begin("brk", 2);
    labels.end("brk", 5);
    labels.begin("make", 7);
    labels.end("make", 8);
    labels.begin("nothing", 6);
    labels.end("nothing", 6);
  }

  private BoundarySpan span(String from, boolean fromEnd, String to) {
    return labels.span(
        new Stretch(
            Optional.of(from).filter(word -> !word.isEmpty()),
            fromEnd,
            Optional.of(to).filter(word -> !word.isEmpty())),
        LAST);
  }

  @Test
  void everythingIsFromTheFirstToTheLastBoundary() {
    assertThat(labels.span(Stretch.ALL, LAST)).isEqualTo(new BoundarySpan(0, 9));
  }

  @Test
  void beforeAStepEndsInFrontOfItsFirstEvent() {
    assertThat(span("", false, "brk")).isEqualTo(new BoundarySpan(0, 2));
  }

  @Test
  void fromAStepBeginsBehindItsFirstEvent() {
    assertThat(span("brk", false, "")).isEqualTo(new BoundarySpan(3, 9));
    assertThat(span("brk", false, "make")).isEqualTo(new BoundarySpan(3, 7));
  }

  @Test
  void afterAStepBeginsBehindItsLastEvent() {
    assertThat(span("brk", true, "")).isEqualTo(new BoundarySpan(5, 9));
    assertThat(span("brk", true, "make")).isEqualTo(new BoundarySpan(5, 7));
  }

  @Test
  void stretchThatEndsBeforeItBeginsHasNoBoundary() {
    Stretch backwards = new Stretch(Optional.of("make"), false, Optional.of("brk"));

    assertThat(labels.span(backwards, LAST).isEmpty()).isTrue();
    assertThat(labels.reason(backwards)).isEqualTo("the stretch ends before it begins");
  }

  @Test
  void stepWithoutEventHasNoBoundaryBehindItsFirstOne() {
    Stretch fromNothing = new Stretch(Optional.of("nothing"), false, Optional.empty());

    assertThat(labels.span(fromNothing, LAST).isEmpty()).isTrue();
    assertThat(labels.reason(fromNothing))
        .isEqualTo("the step with the label nothing has no event");
    assertThat(span("nothing", true, "")).isEqualTo(new BoundarySpan(6, 9));
    assertThat(span("", false, "nothing")).isEqualTo(new BoundarySpan(0, 6));
  }

  @Test
  void labelThatDidNotComeYetLiesBehindEverything() {
    assertThat(span("", false, "later")).isEqualTo(new BoundarySpan(0, 9));
    assertThat(span("later", false, "").isEmpty()).isTrue();
    assertThatExceptionOfType(MalformedVectorException.class)
        .isThrownBy(() -> labels.require("later"))
        .withMessage("no step of the phase has the label later");
  }

  @Test
  void eventsOfAStepAreAtItsLabel() {
    assertThat(labels.at(2)).isEmpty();
    assertThat(labels.at(3)).contains("brk");
    assertThat(labels.at(5)).contains("brk");
    assertThat(labels.at(6)).isEmpty();
    assertThat(labels.at(8)).contains("make");
  }
}
