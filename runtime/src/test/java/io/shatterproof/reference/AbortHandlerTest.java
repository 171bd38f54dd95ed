package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.Event;
import io.shatterproof.event.EventLog;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.P2mSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of an abort of the guest: the outcomes, and what is done to learn the address. The
 * tables are typed from the steps of Xen's handlers before the rework and in release 4.8.0.
 */
final class AbortHandlerTest {
  private static final long MAPPED = 0x4000_0000L;
  private static final long UNMAPPED = 0x5000_0000L;
  private static final long DEVICE = 0x900_0000L;
  private static final int PE = 1;

  private final EventLog log = new EventLog();

  /**
   * Columns: profile, access, fault, at, what S1PTW, what ISV and EA, whether AT faults; outcome,
   * local invalidations, AT instructions, warnings.
   */
  @ParameterizedTest
  @CsvSource({
    // Translation faults of data: device, then look-up.
    "xen_4_8, READ,  TRANSLATION, mapped,   none,       RETRY,  0, 0, 0",
    "xen_4_8, WRITE, TRANSLATION, mapped,   none,       RETRY,  0, 0, 0",
    "xen_4_8, READ,  TRANSLATION, unmapped, none,       INJECT, 0, 0, 0",
    "xen_4_8, READ,  TRANSLATION, device,   none,       MMIO,   0, 0, 0",
    "xen_4_8, READ,  TRANSLATION, device,   s1ptw,      INJECT, 0, 0, 0",
    "xen_4_8, READ,  TRANSLATION, device,   noSyndrome, INJECT, 0, 0, 0",
    "xen_pre, READ,  TRANSLATION, mapped,   none,       INJECT, 0, 0, 0",
    "xen_pre, READ,  TRANSLATION, device,   none,       MMIO,   0, 0, 0",
    "xen_pre, READ,  TRANSLATION, unmapped, none,       INJECT, 0, 0, 0",
    // Translation faults of fetches: no device.
    "xen_4_8, FETCH, TRANSLATION, mapped,   none,       RETRY,  0, 0, 0",
    "xen_4_8, FETCH, TRANSLATION, unmapped, none,       INJECT, 0, 0, 0",
    "xen_4_8, FETCH, TRANSLATION, device,   none,       INJECT, 0, 0, 0",
    "xen_pre, FETCH, TRANSLATION, mapped,   none,       INJECT, 0, 0, 0",
    // Permission faults: HPFAR_EL2 is not valid but for a stage 1 walk.
    "xen_4_8, WRITE, PERMISSION,  mapped,   none,       RETRY,  0, 1, 0",
    "xen_4_8, WRITE, PERMISSION,  mapped,   s1ptw,      RETRY,  0, 0, 0",
    "xen_4_8, WRITE, PERMISSION,  mapped,   atFails,    RETRY,  0, 1, 0",
    "xen_4_8, FETCH, PERMISSION,  mapped,   none,       RETRY,  1, 1, 0",
    "xen_4_8, FETCH, PERMISSION,  mapped,   s1ptw,      RETRY,  0, 0, 0",
    "xen_pre, WRITE, PERMISSION,  mapped,   none,       INJECT, 0, 1, 0",
    "xen_pre, FETCH, PERMISSION,  mapped,   none,       INJECT, 1, 1, 0",
    "xen_pre, FETCH, PERMISSION,  mapped,   atFails,    RETRY,  1, 1, 0",
    // Other faults; patch 1 of the series: the address of a fetch is found out for each of them.
    "xen_4_8, READ,  ACCESS_FLAG, mapped,   none,       INJECT, 0, 1, 1",
    "xen_4_8, FETCH, ACCESS_FLAG, mapped,   none,       INJECT, 1, 1, 0",
    "xen_4_8, FETCH, ACCESS_FLAG, mapped,   atFails,    RETRY,  1, 1, 0",
    "xen_pre, FETCH, ACCESS_FLAG, mapped,   atFails,    INJECT, 0, 0, 0",
    // An external abort stops the guest since a later advisory only.
    "xen_4_8, READ,  TRANSLATION, mapped,   external,   CRASH,  0, 0, 0",
    "xen_4_8, FETCH, TRANSLATION, mapped,   external,   CRASH,  0, 0, 0",
    "xen_pre, READ,  TRANSLATION, unmapped, external,   INJECT, 0, 0, 0",
  })
  void outcomes(
      String profile,
      AccessKind access,
      FaultKind fault,
      String place,
      String circumstance,
      AbortOutcome outcome,
      long localInvalidations,
      long translations,
      long warnings) {
    P2mSession session = session(profile, Map.of());

    AbortOutcome actual = session.abort(PE, 0, abort(access, fault, place, circumstance));

    assertThat(actual).isEqualTo(outcome);
    List<Event> events = log.events();
    assertThat(events.stream().filter(AbortHandlerTest::isLocalInvalidation))
        .hasSize((int) localInvalidations);
    assertThat(events.stream().filter(Event.AddressTranslated.class::isInstance))
        .hasSize((int) translations);
    assertThat(events.stream().filter(Event.Warned.class::isInstance)).hasSize((int) warnings);
    assertThat(events.stream().filter(Event.DomainCrashed.class::isInstance))
        .hasSize(outcome == AbortOutcome.CRASH ? 1 : 0);
    assertThat(events).noneMatch(Event.Store.class::isInstance);
    assertThat(events).allMatch(event -> event.pe() == PE);
  }

  private static boolean isLocalInvalidation(Event event) {
    return event instanceof Event.Tlbi tlbi && tlbi.op() == TlbiOp.VMALLS12E1;
  }

  @Test
  void theLocalInvalidationOfAFetchComesBeforeTheAtInstruction() {
    P2mSession session = session("xen_4_8", Map.of());

    session.abort(PE, 0, abort(AccessKind.FETCH, FaultKind.PERMISSION, "mapped", "none"));

    List<Class<? extends Event>> kinds = log.events().stream()
        .<Class<? extends Event>>map(Event::getClass)
        .filter(kind -> kind == Event.Tlbi.class || kind == Event.AddressTranslated.class)
        .toList();
    assertThat(kinds).containsExactly(Event.Tlbi.class, Event.AddressTranslated.class);
  }

  @Test
  void onCoresWithTheErratumHpfarIsNotTrustedForTranslationFaults() {
    P2mSession session = session("xen_4_8", Map.of("erratum_834220", "present"));

    AbortOutcome outcome =
        session.abort(PE, 0, abort(AccessKind.READ, FaultKind.TRANSLATION, "mapped", "none"));

    assertThat(outcome).isEqualTo(AbortOutcome.RETRY);
    assertThat(log.events()).anyMatch(Event.AddressTranslated.class::isInstance);
  }

  @Test
  void aRestrictionThatForbidsTheAccessIsDealtWithByAccessControl() {
    P2mSession session = session("xen_4_8", Map.of());
    session.protect(0, 0, MAPPED, 0x1000, P2mAccess.R.number(), 0, 0);
    log.drain();

    AbortOutcome outcome =
        session.abort(PE, 0, abort(AccessKind.WRITE, FaultKind.PERMISSION, "mapped", "none"));

    assertThat(outcome).isEqualTo(AbortOutcome.MEM_ACCESS);
    assertThat(log.events()).anyMatch(Event.Store.class::isInstance); // it is lifted
  }

  @Test
  void aRestrictedAccessCrashesADomainThatNeedsAListenerAndHasNone() {
    P2mSession session = session("xen_4_8", Map.of());
    session.protect(0, 0, MAPPED, 0x1000, P2mAccess.R.number(), 0, 0);
    session.listen(0, false, true);
    log.drain();

    AbortOutcome outcome =
        session.abort(PE, 0, abort(AccessKind.WRITE, FaultKind.PERMISSION, "mapped", "none"));

    assertThat(outcome).isEqualTo(AbortOutcome.CRASH);
    assertThat(log.events()).anyMatch(Event.DomainCrashed.class::isInstance);
  }

  private P2mSession session(String profile, Map<String, String> choices) {
    Platform platform = Platform.plain("p").withChoices(choices);
    P2mSession session = new ReferenceProvider().open(platform, profile, log);
    session.createDomain(Bench.config(Profile.named(profile), 40, 1, 2, false));
    session.map(0, 0, MAPPED, 0x1000, 0x8_0000_0000L, MappingAttributes.of(P2mType.RAM_RW));
    session.emulate(0, DEVICE, 0x1000);
    log.drain();
    return session;
  }

  private static GuestAbort abort(
      AccessKind access, FaultKind fault, String place, String circumstance) {
    long ipa = switch (place) {
      case "mapped" -> MAPPED;
      case "device" -> DEVICE;
      default -> UNMAPPED;
    };
    return new GuestAbort(
        access,
        ipa + 8,
        fault,
        circumstance.equals("s1ptw"),
        !circumstance.equals("noSyndrome"),
        circumstance.equals("external"),
        circumstance.equals("atFails"));
  }
}
