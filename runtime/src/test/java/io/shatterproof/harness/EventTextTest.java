package io.shatterproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.Event;
import io.shatterproof.vector.Setup;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTextTest {

  @Test
  void addressTranslationTellsItsInstructionAddressAndFault() {
    Setup setup = new Setup(Platform.plain("arm"), List.of());
    List<ObservedEvent> phase = List.of(
        ObservedEvent.plain(new Event.AddressTranslated(0, false, 0x4000_0000L, false)),
        ObservedEvent.plain(new Event.AddressTranslated(0, true, 0x4000_0008L, true)));

    assertThat(EventLogText.of(
                phase, new EventText(new TestedDomains(setup, new VectorReferences(setup))))
            .lines())
        .containsExactly(
            "event log, 2 events",
            "     1  at s1e1r 0x40000000",
            "     2  at s1e1w 0x40000008   // faulted");
  }

  @Test
  void toldAccessTellsWhetherTheVirtualCpuWaits() {
    Setup setup = new Setup(Platform.plain("arm"), List.of());
    EventText text = new EventText(new TestedDomains(setup, new VectorReferences(setup)));
    List<ObservedEvent> phase = List.of(
        ObservedEvent.plain(new Event.Monitored(1, true, "w")),
        ObservedEvent.plain(new Event.Monitored(1, false, "r")));

    assertThat(EventLogText.of(phase, text).lines())
        .containsExactly(
            "event log, 2 events", "     1  monitor paused", "     2  monitor running");
  }
}
