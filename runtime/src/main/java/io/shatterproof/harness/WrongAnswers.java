package io.shatterproof.harness;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;

/**
 * A session that answers wrongly: each answer by its type, so that no method of {@link P2mSession} is
 * forgotten that is there, or will be.
 */
final class WrongAnswers implements InvocationHandler {
  private static final long PAGE = 0x1000;

  private final P2mSession truth;
  private final WrongReports reports;

  private WrongAnswers(P2mSession truth, WrongReports reports) {
    this.truth = truth;
    this.reports = reports;
  }

  static P2mSession of(P2mSession truth, WrongReports reports) {
    return (P2mSession) Proxy.newProxyInstance(
        P2mSession.class.getClassLoader(),
        new Class<?>[] {P2mSession.class},
        new WrongAnswers(truth, reports));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    Object answer;
    try {
      answer = method.invoke(truth, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
    switch (method.getName()) {
      case "createDomain" ->
        reports.created((DomainReport) answer, ((DomainConfig) arguments[0]).geometry());
      case "teardown" -> {
        reports.returned((int) arguments[0]);
        reports.tornDown((int) arguments[1]);
      }
      default -> {
        if (arguments != null
            && arguments.length > 1
            && method.getParameterTypes()[1] == int.class) {
          reports.returned((int) arguments[0]); // of a PE, on a domain
        }
      }
    }
    return method.getName().equals("readDescriptor")
        ? reports.word((long) arguments[0]).orElse((long) answer)
        : wrong(answer);
  }

  private static Object wrong(Object answer) {
    if (answer instanceof Long code) {
      return wrongNumber(code);
    } else if (answer instanceof Boolean flag) {
      return !flag;
    } else if (answer instanceof AbortOutcome outcome) {
      return outcome == AbortOutcome.INJECT ? AbortOutcome.RETRY : AbortOutcome.INJECT;
    } else if (answer instanceof P2mEntry entry) {
      return wrongEntry(entry);
    } else if (answer instanceof Outcome outcome) {
      return wrongOutcome(outcome);
    } else if (answer instanceof AccessReport report) {
      return wrongReport(report);
    } else if (answer instanceof List<?> list) {
      return list.stream()
          .map(report -> wrongReport((AccessReport) report))
          .distinct()
          .toList();
    }
    return answer;
  }

  /** What fails is said to succeed; what succeeds has to, or nothing would be judged. */
  private static long wrongNumber(long number) {
    return number < 0 ? 0 : number;
  }

  private static P2mEntry wrongEntry(P2mEntry entry) {
    return entry instanceof P2mEntry.Mapped mapped
        ? new P2mEntry.Hole(mapped.order())
        : new P2mEntry.Mapped(
            PAGE,
            new S2Permissions(true, false, false),
            Optional.empty(),
            Optional.of(P2mAccess.R),
            ((P2mEntry.Hole) entry).order());
  }

  private static Outcome wrongOutcome(Outcome outcome) {
    return outcome instanceof Outcome.Translated
        ? new Outcome.Faulted(FaultKind.ALIGNMENT, Outcome.NO_LEVEL)
        : new Outcome.Translated(PAGE, Outcome.NO_LEVEL, AccessAttributes.NORMAL_WB);
  }

  private static AccessReport wrongReport(AccessReport report) {
    return new AccessReport(wrongOutcome(report.outcome()), Syndrome.NONE);
  }
}
