package io.shatterproof.compiler.bothways;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.PermissionClaim;
import io.shatterproof.vector.RegisterClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Expectations at random: every kind, with every claim there and not there. */
final class RandomExpectations {
  static final Set<String> PROFILES = Set.of("xen_4_8", "xen_pre");

  private final SplittableRandom random;
  private final Supplier<Origin> place;

  RandomExpectations(SplittableRandom random, Supplier<Origin> place) {
    this.random = random;
    this.place = place;
  }

  static long ipa(SplittableRandom random) {
    return 0x4000_0000L * random.nextInt(1, 4) + 0x1000L * random.nextInt(3);
  }

  /**
   * Expectations at random.
   *
   * @param isWhole whether some ask for more than what is mapped
   */
  List<Expectation> list(int most, boolean isWhole) {
    List<Expectation> list = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      list.add(isWhole && random.nextInt(4) == 0 ? answer(place.get(), scope()) : next());
    }
    return list;
  }

  /** What the last PE sees meanwhile in the guest of a domain. */
  List<Expectation> observers(List<String> labels) {
    List<Expectation> observers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Optional<String> from = label(labels);
      Stretch stretch = new Stretch(from, from.isPresent() && random.nextBoolean(), label(labels));
      boolean isByIommu = random.nextInt(4) == 0;
      GuestAccess access =
          isByIommu ? GuestAccess.of(AccessKind.WRITE, ipa(random)) : guestAccess();
      int guest = domain();
      int observer = isByIommu ? Expectation.IOMMU : access.el() == 2 ? guest : 2;
      OptionalInt domain = OptionalInt.of(guest);
      observers.add(
          random.nextInt(3) == 0
              ? new Expectation.NeverAfter(
                  place.get(),
                  scope(),
                  observer,
                  access,
                  domain,
                  stretch,
                  outcome().outcome(),
                  outcome().outcome())
              : new Expectation.AccessSees(
                  place.get(),
                  scope(),
                  observer,
                  access,
                  domain,
                  stretch,
                  random.nextBoolean(),
                  List.of(outcome(), LegalOutcome.of(new OutcomeClaim.Wild()))));
    }
    return observers;
  }

  private Optional<String> label(List<String> labels) {
    return labels.isEmpty() || random.nextBoolean()
        ? Optional.empty()
        : Optional.of(labels.get(random.nextInt(labels.size())));
  }

  private Expectation answer(Origin at, Scope scope) {
    if (random.nextBoolean()) {
      OptionalLong ipa = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(ipa(random));
      return new Expectation.RestrictionIs(at, scope, domain(), ipa, random.nextInt(-40, 10));
    }
    Statistic statistic = pick(Statistic.class);
    int level = statistic.isByLevel() ? random.nextInt(4) : 0;
    return new Expectation.StatisticsAre(
        at,
        Scope.of(PROFILES),
        domain(),
        List.of(
            new Expectation.Figure(statistic, level, random.nextInt(-2, 600)),
            new Expectation.Figure(Statistic.LOWEST, 0, ipa(random))));
  }

  private Expectation next() {
    Origin at = place.get();
    Scope scope = scope();
    return switch (random.nextInt(12)) {
      case 0 ->
        new Expectation.LookupIs(
            at,
            scope,
            domain(),
            ipa(random),
            0x8_0000_0000L,
            maybe(PermissionClaim.class),
            maybe(P2mType.class),
            maybe(P2mAccess.class),
            order());
      case 1 -> new Expectation.LookupIsHole(at, scope, domain(), ipa(random), order());
      case 2 -> access(at, scope);
      case 3 ->
        new Expectation.CountsAre(
            at,
            scope,
            List.of(
                new Expectation.Count(pick(Counter.class), random.nextInt(4), random.nextBoolean()),
                new Expectation.Count(pick(Counter.class), 1L << 40, random.nextBoolean())));
      case 4 ->
        new Expectation.ViolationIs(
            at,
            scope,
            pick(ViolationName.class),
            random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(3)));
      case 5 -> new Expectation.NoViolation(at, scope);
      case 7 -> new Expectation.NoEvent(at, scope, event());
      case 8 ->
        new Expectation.StoredIs(
            at, scope, domain(), random.nextInt(1, 4), ipa(random), random.nextInt(4), 3);
      case 6 -> new Expectation.Returned(at, scope, random.nextInt(-20, 2));
      default ->
        new Expectation.EventsAre(
            at, scope, random.nextBoolean(), pick(EventMatching.class), patterns());
    };
  }

  private Expectation access(Origin at, Scope scope) {
    ExpectationClass expectationClass = pick(ExpectationClass.class);
    List<LegalOutcome> outcomes = new ArrayList<>(List.of(outcome()));
    if (expectationClass == ExpectationClass.ONE_OF) {
      outcomes.add(new LegalOutcome(outcome().outcome(), "a \"reason\"", "a book"));
    }
    int domain = domain();
    GuestAccess access = guestAccess();
    return new Expectation.AccessHas(
        at,
        scope,
        access.el() == 2 ? domain : 2, // PE 0 operates on domain 0, PE 1 on domain 1
        access,
        OptionalInt.of(domain),
        expectationClass,
        outcomes);
  }

  private GuestAccess guestAccess() {
    long ipa = ipa(random);
    return switch (random.nextInt(6)) {
      case 0 -> GuestAccess.of(AccessKind.FETCH, ipa);
      case 1 -> GuestAccess.of(AccessKind.WRITE, ipa);
      case 2 ->
        new GuestAccess(AccessKind.WRITE, ipa + 2, 0, 4, TransferRegister.parse("w3 acquire"));
      case 3 -> new GuestAccess(AccessKind.ATOMIC, ipa, 1, 8, Optional.empty());
      case 4 -> new GuestAccess(AccessKind.AT_S12E1R, ipa, 2, 1, Optional.empty());
      default -> GuestAccess.of(AccessKind.READ, ipa);
    };
  }

  private LegalOutcome outcome() {
    OptionalInt level =
        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(-1, 4));
    return LegalOutcome.of(
        switch (random.nextInt(4)) {
          case 0 -> new OutcomeClaim.Ok(0x8_0000_0000L, level);
          case 1 ->
            new OutcomeClaim.Ok(
                OptionalLong.empty(),
                level,
                AttributeClaim.NONE.withType(pick(MemoryType.class)),
                List.of());
          case 2 ->
            new OutcomeClaim.Fault(
                pick(FaultKind.class),
                level,
                FaultStage.STAGE2,
                List.of(new RegisterClaim(SystemRegister.FAR_EL2, ipa(random), 0xffff_f000)));
          default -> new OutcomeClaim.Fault(pick(FaultKind.class), level);
        });
  }

  private List<EventPattern> patterns() {
    List<EventPattern> patterns = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      patterns.add(pattern());
    }
    return patterns;
  }

  private EventPattern pattern() {
    return switch (random.nextInt(8)) {
      case 0 ->
        new EventPattern.Either(
            List.of(List.of(pattern()), List.of(event(), event()), List.of(event())));
      case 1 -> new EventPattern.Repeated(event(), 0, OptionalInt.of(random.nextInt(1, 5)));
      case 2 -> new EventPattern.Repeated(event(), random.nextInt(1, 5), OptionalInt.empty());
      case 3 -> new EventPattern.Repeated(event(), 1, OptionalInt.of(random.nextInt(1, 5)));
      default -> event();
    };
  }

  private EventPattern.OfEvent event() {
    int level = random.nextInt(1, 4);
    return switch (random.nextInt(12)) {
      case 0 ->
        new EventPattern.Stored(
            domain(),
            level,
            ipa(random),
            new DescriptorClaim(pick(DescriptorClaim.Kind.class), maybeAddress()));
      case 1 -> new EventPattern.Filled(domain(), level, ipa(random), random.nextInt(1, 513));
      case 2 -> new EventPattern.Invalidated(pick(TlbiOp.class), domain(), maybeAddress());
      case 3 -> new EventPattern.Synchronized(pick(DsbOption.class), random.nextBoolean());
      case 8 -> new EventPattern.AnyInvalidation(domain());
      case 9 -> new EventPattern.Covering(domain(), ipa(random), random.nextInt(1, 9) * 4096L);
      case 4 ->
        new EventPattern.Cleaned(
            pick(CleanKind.class),
            random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new EventPattern.Range(ipa(random), random.nextInt(9) * 4096L)));
      case 5 -> new EventPattern.Dropped(maybeAddress());
      case 6 -> new EventPattern.IommuFlushed(domain(), ipa(random), random.nextInt(9));
      case 7 -> new EventPattern.Monitored(random.nextBoolean());
      default -> new EventPattern.OfKind(pick(EventKind.class));
    };
  }

  private Scope scope() {
    return switch (random.nextInt(3)) {
      case 0 -> Scope.ARCHITECTURE;
      case 1 -> Scope.of(PROFILES);
      default -> Scope.of(Set.of("xen_pre"));
    };
  }

  private int domain() {
    return random.nextInt(2);
  }

  private OptionalLong maybeAddress() {
    return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(0x8_0000_0000L);
  }

  private Optional<PageOrder> order() {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(new PageOrder(9 * random.nextInt(4)));
  }

  private <E extends Enum<E>> Optional<E> maybe(Class<E> type) {
    return random.nextBoolean() ? Optional.empty() : Optional.of(pick(type));
  }

  private <E extends Enum<E>> E pick(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return constants[random.nextInt(constants.length)];
  }
}
