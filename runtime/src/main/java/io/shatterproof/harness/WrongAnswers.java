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
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session that answers wrongly: each answer by its type, so that no method of {@link P2mSession} is
 * forgotten that is there, or will be.
 */
final class WrongAnswers implements InvocationHandler {
  private static final long PAGE = 0x1000;
  private static final long PRETENDED_VTTBR = 0x1_0000_0000_0000L | 0x7f_0000_0000L;
  private static final Set<String> ABOUT_A_DOMAIN =
      Set.of("lookup", "accessRestriction", "listen", "emulate", "statistic");

  private final P2mSession truth;
  private final WrongReports reports;
  private int created;
  private @Nullable Set<Long> undone; // addresses that were read since the last probe

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
    int domain = domain(method, arguments);
    if (domain >= created) {
      return pretended(method);
    }
    Object answer;
    try {
      answer = method.invoke(truth, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof DomainRefusedException) {
        return new DomainReport(PRETENDED_VTTBR, 0);
      }
      throw thrown.getCause();
    }
    if (answer instanceof DomainReport report) {
      created++;
      DomainConfig config = (DomainConfig) arguments[0];
      reports.created(report, config.geometry(), config.operatedBy());
    } else if (domain >= 0 && !ABOUT_A_DOMAIN.contains(method.getName())) {
      reports.returned((int) arguments[0]);
    }
    return switch (method.getName()) {
      case "teardown" -> {
        reports.tornDown(domain);
        yield wrong(answer);
      }
      case "readDescriptor" -> word((long) arguments[0], (long) answer);
      case "exchangeWord" -> ~(long) answer;
      case "probe" -> {
        undone = new HashSet<>();
        yield wrong(answer);
      }
      default -> wrong(answer);
    };
  }

  /** The domain that a method is about; -1 where it is about none. */
  private static int domain(Method method, Object @Nullable [] arguments) {
    if (arguments == null) {
      return -1;
    }
    if (ABOUT_A_DOMAIN.contains(method.getName())) {
      return (int) arguments[0];
    }
    boolean isOnDomain = arguments.length > 1
        && method.getParameterTypes()[1] == int.class
        && !method.getName().equals("runAt");
    return isOnDomain ? (int) arguments[1] : -1;
  }

  /** A domain that was refused in truth does what it is told. */
  private static Object pretended(Method method) {
    Class<?> type = method.getReturnType();
    if (type == long.class) {
      return 0L;
    } else if (type == P2mEntry.class) {
      return new P2mEntry.Hole(Optional.empty());
    }
    throw new UnsupportedByProviderException(method.getName() + " of a domain that is none");
  }

  /**
   * The word at an address, wrong in every bit under bare tables. What the judge reads to undo a probe
   * is true: it would store, and store again.
   */
  private long word(long pa, long truth) {
    if (created > 0) {
      return reports.word(pa).orElse(truth);
    }
    return undone != null && undone.add(pa) ? truth : ~truth;
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
