package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.arch.FaultKind;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;

/** Aborts of a guest of which the wrong thing is made. */
final class BrokenAbortsP2ms {
  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M60)
          .onReworked()
          .shownBy(Observable.ABORT)
          .ofAborts((domain, cpu, rules, mayMisreport) ->
              new AbortHandler(domain, cpu, rules, mayMisreport) {
                @Override
                AbortOutcome mapped() {
                  return AbortOutcome.INJECT;
                }
              }),
      fault(SeededFault.M61)
          .onEvery()
          .shownBy(Observable.ABORT)
          .ofAborts((domain, cpu, rules, mayMisreport) ->
              new AbortHandler(domain, cpu, rules, mayMisreport) {
                @Override
                AbortOutcome unmapped() {
                  return AbortOutcome.RETRY;
                }
              }),
      fault(
              SeededFault.M62,
              "a",
              "HPFAR_EL2 is used for a permission fault of the guest's own access.")
          .onEvery()
          .shownBy(Observable.of(EventKind.ADDRESS_TRANSLATED), Observable.ABORT)
          .ofAborts((domain, cpu, rules, mayMisreport) ->
              new AbortHandler(domain, cpu, rules, mayMisreport) {
                @Override
                boolean registerIsValid(GuestAbort abort) {
                  return abort.fault() == FaultKind.PERMISSION || super.registerIsValid(abort);
                }
              }),
      fault(
              SeededFault.M62,
              "b",
              "HPFAR_EL2 is used for a translation fault on a PE with erratum 834220.")
          .onEvery()
          .shownBy(Observable.of(EventKind.ADDRESS_TRANSLATED), Observable.ABORT)
          .ofAborts((domain, cpu, rules, mayMisreport) ->
              new AbortHandler(domain, cpu, rules, mayMisreport) {
                @Override
                boolean registerIsValid(GuestAbort abort) {
                  return abort.fault() == FaultKind.TRANSLATION || super.registerIsValid(abort);
                }
              }),
      fault(
              SeededFault.M63,
              "a",
              "The local TLB is not invalidated before the address of a fetch is translated.")
          .onEvery()
          .shownBy(Observable.of(EventKind.TLBI), Observable.of(Counter.TLBI))
          .ofAborts((domain, cpu, rules, mayMisreport) ->
              new AbortHandler(domain, cpu, rules, mayMisreport) {
                @Override
                void forgetFetch() {}
              }),
      fault(SeededFault.M63, "b", "The program counter advances on a retry.")
          .onEvery()
          .shownBy(Observable.ABORT)
          .ofAborts((domain, cpu, rules, mayMisreport) ->
              new AbortHandler(domain, cpu, rules, mayMisreport) {
                @Override
                AbortOutcome handle(GuestAbort abort) {
                  AbortOutcome outcome = super.handle(abort);
                  return outcome == AbortOutcome.RETRY ? AbortOutcome.MMIO : outcome;
                }
              }),
      fault(SeededFault.M64)
          .onReworked()
          .shownBy(Observable.ABORT)
          .ofAborts((domain, cpu, rules, mayMisreport) ->
              new AbortHandler(domain, cpu, rules, mayMisreport) {
                @Override
                AbortOutcome unexplained() {
                  return AbortOutcome.INJECT;
                }
              }));

  private BrokenAbortsP2ms() {}
}
