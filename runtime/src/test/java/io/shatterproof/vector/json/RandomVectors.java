package io.shatterproof.vector.json;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.RegisterClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.Stretch;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Vectors at random, made from the record components found at run time: a component or constant that
 * is added to the model takes part by itself.
 */
final class RandomVectors {
  private static final int DEEPEST_LOCK = 3;
  private static final List<Class<? extends Step>> LOCKABLE = List.of(
      Step.Map.class,
      Step.Populate.class,
      Step.Unmap.class,
      Step.Locked.class,
      Step.LimitTables.class,
      Step.FailAllocation.class,
      Step.Protect.class,
      Step.ProtectNewMappings.class,
      Step.Clean.class);
  private static final List<AccessKind> GUEST_ACCESSES =
      List.of(AccessKind.READ, AccessKind.WRITE, AccessKind.FETCH);
  private static final List<String> TEXTS = List.of(
      "plain",
      "a \"quote\", a \\ and \\u000a",
      "*/ ${x} {page} $L",
      "line\nfeed\ttab\r\b\f\0 and \u001f",
      "right to left \u202e \u2067",
      "\ud83d\ude80 beyond the first plane",
      "half \ud83d of it",
      "\ude80",
      "x".repeat(300));

  private final SplittableRandom random;
  private final List<MemoryRange> memory = new ArrayList<>();
  private final Map<Object, Integer> drawn = new HashMap<>();
  private final List<String> labels = new ArrayList<>();
  private int domains;
  private int lockDepth;
  private int eitherDepth;
  private boolean isLabelled;
  private boolean isInterleaved;
  private OptionalInt bodyPe = OptionalInt.empty();

  RandomVectors(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A vector whose id is the right one. */
  ConformanceVector next() {
    List<DomainConfig> configs = new ArrayList<>();
    int wanted = 1 + random.nextInt(3);
    for (int i = 0; i < wanted; i++) {
      configs.add(domain("d" + i + text()));
    }
    int later = random.nextInt(3);
    Set<Integer> created = new TreeSet<>();
    for (int i = wanted; i < wanted + later; i++) {
      configs.add(domain("d" + i + text()));
      created.add(i);
    }
    isInterleaved = false;
    Setup setup = new Setup(platform(), configs, memory(), created);
    labels.clear();
    List<Step> given = new ArrayList<>();
    for (domains = wanted; domains < wanted + later; domains++) {
      given.add(create(domains));
    }
    given.addAll(list(Step.class));
    return withId(new ConformanceVector(
        withNeeds(record(Heading.class), Capability.REGIME, Capability.SYNDROME, Capability.TLB),
        setup,
        given,
        nonEmpty(list(Phase.class))));
  }

  private Step create(int domain) {
    int more = random.nextBoolean() ? 0 : 1 + random.nextInt(Step.Create.MOST_MORE);
    OptionalLong returns =
        random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(longNumber("returns"));
    Step create = new Step.Create(record(Origin.class), domain, more, returns);
    return random.nextBoolean() ? create : labelled(create);
  }

  private Phase phase() {
    labels.clear();
    List<Step> when = new ArrayList<>(list(Step.class));
    if (!isInterleaved && random.nextBoolean()) {
      isInterleaved = true;
      when.add(interleaved());
    }
    List<Expectation> meanwhile = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      meanwhile.add(random.nextBoolean() ? accessSees() : neverAfter());
    }
    return new Phase(when, meanwhile, list(Expectation.class));
  }

  private Step interleaved() {
    List<List<Step>> bodies = new ArrayList<>();
    int first = random.nextInt(8);
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      bodyPe = OptionalInt.of((first + i) % 8);
      List<Step> body = new ArrayList<>(list(Step.class));
      body.add(record(Step.SynchronizeContext.class));
      bodies.add(body);
    }
    bodyPe = OptionalInt.empty();
    return new Step.Interleaved(record(Origin.class), bodies);
  }

  /** With a name that no other step of the section has; behind a label there is no other. */
  private Step labelled(Step inner) {
    String label = "step_" + labels.size();
    labels.add(label);
    return new Step.Labelled(record(Origin.class), label, inner);
  }

  private Expectation accessSees() {
    boolean isInGuest = random.nextBoolean();
    boolean isByIommu = isInGuest && random.nextBoolean();
    return new Expectation.AccessSees(
        record(Origin.class),
        record(Scope.class),
        isByIommu ? Expectation.IOMMU : number("pe"),
        isByIommu ? deviceAccess() : isInGuest ? guestAccess() : access(),
        isInGuest ? OptionalInt.of(number("domain")) : OptionalInt.empty(),
        stretch(),
        random.nextBoolean(),
        nonEmptyOutcomes());
  }

  private List<LegalOutcome> nonEmptyOutcomes() {
    List<LegalOutcome> outcomes = new ArrayList<>(List.of(record(LegalOutcome.class)));
    outcomes.addAll(list(LegalOutcome.class));
    return outcomes.stream().map(RandomVectors::eachRegisterOnce).toList();
  }

  private Expectation neverAfter() {
    boolean isInGuest = random.nextBoolean();
    boolean isByIommu = isInGuest && random.nextBoolean();
    return new Expectation.NeverAfter(
        record(Origin.class),
        record(Scope.class),
        isByIommu ? Expectation.IOMMU : number("pe"),
        isByIommu ? deviceAccess() : isInGuest ? guestAccess() : access(),
        isInGuest ? OptionalInt.of(number("domain")) : OptionalInt.empty(),
        stretch(),
        nonEmptyOutcomes().get(0).outcome(),
        nonEmptyOutcomes().get(0).outcome());
  }

  private GuestAccess deviceAccess() {
    AccessKind kind = random.nextBoolean() ? AccessKind.READ : AccessKind.WRITE;
    return GuestAccess.of(kind, guestAccess().address());
  }

  private Stretch stretch() {
    Optional<String> from = label();
    return new Stretch(from, from.isPresent() && random.nextBoolean(), label());
  }

  /** That of a step of the phase, perhaps. */
  private Optional<String> label() {
    return labels.isEmpty() || random.nextBoolean() ? Optional.empty() : Optional.of(pick(labels));
  }

  private EventPattern either() {
    Class<?> type = eitherDepth < 2 ? EventPattern.class : EventPattern.OfEvent.class;
    eitherDepth++;
    List<List<EventPattern>> alternatives = new ArrayList<>();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      List<EventPattern> patterns = new ArrayList<>();
      for (int j = 1 + random.nextInt(2); j > 0; j--) {
        patterns.add((EventPattern) instance(type));
      }
      alternatives.add(patterns);
    }
    eitherDepth--;
    return new EventPattern.Either(alternatives);
  }

  private Expectation violationIs() {
    return new Expectation.ViolationIs(
        record(Origin.class),
        record(Scope.class),
        (ViolationName) instance(ViolationName.class),
        random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong(9)),
        label(),
        random.ints(random.nextInt(3), 0, 8).distinct().sorted().boxed().toList());
  }

  private Step freeTable() {
    MemoryRange range = pick(memory);
    List<Long> sizes = Arrays.stream(Granule.values())
        .map(Granule::sizeBytes)
        .filter(size -> size <= range.sizeBytes())
        .toList();
    long size = pick(sizes);
    long pages = range.sizeBytes() / size;
    return new Step.FreeTable(
        record(Origin.class),
        number("pe"),
        range.pa() + size * random.nextLong(pages),
        size,
        text());
  }

  private Step invalidate() {
    TlbiOp op = (TlbiOp) instance(TlbiOp.class);
    long operand = op.operand() == TlbiOp.Operand.NONE ? 0 : longNumber("pa");
    return new Step.Invalidate(record(Origin.class), number("pe"), op, operand, text());
  }

  /** What may stand beside others; PEs are interleaved by {@link #phase}. */
  private List<Class<?>> steps() {
    List<Class<?>> steps = new ArrayList<>(List.of(Step.class.getPermittedSubclasses()));
    steps.remove(Step.Interleaved.class);
    steps.remove(Step.Create.class); // of what does not exist yet
    if (isLabelled) {
      steps.remove(Step.Labelled.class);
    }
    return steps;
  }

  private List<Class<?>> expectations() {
    List<Class<?>> then = new ArrayList<>(List.of(Expectation.class.getPermittedSubclasses()));
    then.removeAll(List.of(Expectation.AccessSees.class, Expectation.NeverAfter.class));
    return then;
  }

  /** At least one range, for the words that steps store. */
  private List<MemoryRange> memory() {
    int ranges = 1 + random.nextInt(3);
    memory.clear();
    for (int i = 0; i < ranges; i++) {
      long pages = 1 + random.nextLong(4);
      memory.add(new MemoryRange(0x8000_0000L + 0x10_0000L * i, pages * MemoryRange.PAGE_BYTES));
    }
    return memory;
  }

  /** The vector with a heading that says what is in it. */
  static ConformanceVector withId(ConformanceVector vector) {
    Heading heading = vector.heading();
    return new ConformanceVector(
        with(heading, VectorIdentity.identify(vector), heading.needs(), vector.checks()),
        vector.setup(),
        vector.given(),
        vector.phases());
  }

  /** What bare tables need is said. */
  private static Heading withNeeds(Heading heading, Capability... capabilities) {
    Set<Capability> all = new TreeSet<>(heading.needs().capabilities());
    all.addAll(List.of(capabilities));
    return with(heading, heading.id(), Needs.of(heading.needs().features(), all), heading.checks());
  }

  private static Heading with(Heading heading, String id, Needs needs, int checks) {
    return new Heading(
        id,
        heading.was(),
        heading.title(),
        heading.scenario(),
        heading.tags(),
        heading.why(),
        heading.source(),
        heading.origin(),
        needs,
        heading.profiles(),
        heading.knownFailures(),
        heading.waived(),
        heading.expectedFailure(),
        heading.kills(),
        checks);
  }

  private List<Phase> nonEmpty(List<Phase> phases) {
    return phases.isEmpty() ? List.of(phase()) : phases;
  }

  private Platform platform() {
    TreeMap<String, String> choices = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      choices.put("knob \u202e \\ " + i, text());
    }
    return new Platform(
        text(),
        8,
        pick(new ArrayList<>(new TreeSet<>(Platform.PA_RANGES))),
        possible(list(Feature.class)),
        constant(Platform.Coherence.class),
        constant(Platform.Iommu.class),
        choices);
  }

  /** As many of the features as go together, and what they need. */
  private static Set<Feature> possible(List<Feature> features) {
    Set<Feature> possible = new TreeSet<>();
    for (Feature feature : features) {
      if (possible.stream().noneMatch(other -> FeatureRules.exclude(feature, other))) {
        possible.add(feature);
        FeatureRules.neededBy(feature).ifPresent(possible::add);
      }
    }
    return possible;
  }

  private DomainConfig domain(String name) {
    Stage2Geometry geometry = new Stage2Geometry(
        constant(Granule.class),
        random.nextInt(16, 57),
        random.nextInt(-1, 4),
        1 << random.nextInt(5),
        48);
    return new DomainConfig(
        name,
        text(),
        geometry,
        random.nextInt(8),
        random.ints(random.nextInt(4), 0, 8).boxed().toList(),
        random.nextBoolean(),
        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(1 << 16)),
        constant(io.shatterproof.p2m.P2mAccess.class));
  }

  private Object value(Type type, String component) {
    if (type == String.class) {
      return string(component);
    } else if (type == int.class) {
      return number(component);
    } else if (type == long.class) {
      return longNumber(component);
    } else if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == OptionalInt.class) {
      return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(number(component));
    } else if (type == OptionalLong.class) {
      return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(longNumber(component));
    } else if (type instanceof ParameterizedType generic) {
      return generic(generic, component);
    }
    return instance((Class<?>) type);
  }

  private Object generic(ParameterizedType type, String component) {
    Type raw = type.getRawType();
    Type argument = type.getActualTypeArguments()[0];
    if (raw == Optional.class) {
      return random.nextBoolean() ? Optional.empty() : Optional.of(value(argument, component));
    }
    List<Object> elements = new ArrayList<>();
    boolean locked = argument == Step.class && component.equals("body");
    for (int i = random.nextInt(4); i > 0 && lockDepth < DEEPEST_LOCK; i--) {
      lockDepth += locked ? 1 : 0;
      elements.add(locked ? lockable() : value(argument, component));
      lockDepth -= locked ? 1 : 0;
    }
    if (raw == List.class) {
      return elements;
    } else if (raw == SortedSet.class || raw == Set.class) {
      return new TreeSet<>(elements);
    } else if (raw == SortedMap.class) {
      return new TreeMap<>();
    }
    throw new AssertionError("no generator for " + type);
  }

  private Object lockable() {
    boolean isPlain = isLabelled || random.nextBoolean();
    return isPlain ? instance(pick(LOCKABLE)) : labelled(inner(LOCKABLE));
  }

  /** A step without labels in it. */
  private Step inner(List<? extends Class<?>> types) {
    isLabelled = true;
    Step inner = (Step) instance(pick(List.copyOf(types)));
    isLabelled = false;
    return inner;
  }

  private Object instance(Class<?> type) {
    if (type == Step.class) {
      return instance(pick(steps()));
    } else if (type == Expectation.class) {
      return instance(pick(expectations()));
    } else if (type == Phase.class) {
      return phase();
    } else if (type == Step.Labelled.class) {
      List<Class<?>> inner = steps();
      inner.remove(Step.Labelled.class);
      return labelled(inner(inner));
    } else if (type == Step.Invalidate.class) {
      return invalidate();
    } else if (type == Step.CleanLine.class) {
      return new Step.CleanLine(record(Origin.class), number("pe"), wordPa(), text());
    } else if (type == Step.FreeTable.class) {
      return freeTable();
    } else if (type == Expectation.ViolationIs.class) {
      return violationIs();
    } else if (type == EventPattern.Either.class) {
      return either();
    } else if (type == EventPattern.Repeated.class) {
      int most = 1 + random.nextInt(9);
      boolean isOpen = random.nextInt(3) == 0;
      int least = isOpen ? most : random.nextInt(most + 1);
      return new EventPattern.Repeated(
          (EventPattern.OfEvent) instance(EventPattern.OfEvent.class),
          least,
          isOpen ? OptionalInt.empty() : OptionalInt.of(most));
    } else if (type.isEnum()) {
      // One after the other, so that none is left out.
      Object[] constants = type.getEnumConstants();
      return constants[drawn.merge(type, 1, Integer::sum) % constants.length];
    } else if (type.isSealed()) {
      return instance(pick(List.of(type.getPermittedSubclasses())));
    } else if (type == Expectation.Figure.class) {
      return figure();
    } else if (type == GuestAccess.class) {
      return access();
    } else if (type == Expectation.AccessHas.class) {
      return accessHas();
    } else if (type == Step.Abort.class) {
      return withGuestAccess(record(Step.Abort.class));
    } else if (type == TransferRegister.class) {
      return new TransferRegister(
          random.nextInt(32), random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
    } else if (type == Step.WriteRegister.class) {
      return new Step.WriteRegister(
          record(Origin.class),
          number("pe"),
          next(SystemRegister.class, SystemRegister::controlsTranslation),
          random.nextLong());
    } else if (type == RegisterClaim.class) {
      long mask = random.nextBoolean() ? RegisterClaim.WHOLE : random.nextLong() | 1;
      return new RegisterClaim(
          next(SystemRegister.class, SystemRegister::reports), random.nextLong() & mask, mask);
    } else if (type == Expectation.StoredIs.class) {
      long mask = random.nextBoolean() ? RegisterClaim.WHOLE : random.nextLong() | 1;
      return new Expectation.StoredIs(
          record(Origin.class),
          record(Scope.class),
          number("domain"),
          number("level"),
          longNumber("ipa"),
          random.nextLong() & mask,
          mask);
    } else if (type == Expectation.WordIs.class) {
      long mask = random.nextBoolean() ? RegisterClaim.WHOLE : random.nextLong() | 1;
      return new Expectation.WordIs(
          record(Origin.class), record(Scope.class), wordPa(), random.nextLong() & mask, mask);
    } else if (type == Step.StoreWord.class) {
      return new Step.StoreWord(
          record(Origin.class),
          number("pe"),
          wordPa(),
          random.nextLong(),
          text(),
          random.nextBoolean(),
          random.nextBoolean());
    } else if (type == AttributeClaim.CacheClaim.class) {
      return nextOf(AttributeClaim.CacheClaim.all());
    } else if (type.isRecord()) {
      return record(type);
    }
    throw new AssertionError("no generator for " + type);
  }

  private long wordPa() {
    MemoryRange range = pick(memory);
    return range.pa() + random.nextLong(range.sizeBytes() / 8) * 8;
  }

  private GuestAccess access() {
    AccessKind kind = next(AccessKind.class, one -> one.group() != AccessKind.Group.STAGE1);
    List<Integer> levels = IntStream.rangeClosed(0, 2)
        .boxed()
        .filter(el -> kind.obstacleAt(el).isEmpty())
        .toList();
    boolean reports = kind == AccessKind.READ || kind == AccessKind.WRITE;
    Optional<TransferRegister> register = reports && random.nextBoolean()
        ? Optional.of((TransferRegister) instance(TransferRegister.class))
        : Optional.empty();
    int sizes = register
        .map(TransferRegister::sizeBytes)
        .map(Integer::numberOfTrailingZeros)
        .orElse(6);
    return new GuestAccess(
        kind, longNumber("ipa"), pick(levels), 1 << random.nextInt(sizes + 1), register);
  }

  private GuestAccess guestAccess() {
    GuestAccess access = access();
    return access.kind().isStage1Only() ? guestAccess() : access;
  }

  private Expectation.AccessHas accessHas() {
    boolean isInGuest = random.nextBoolean();
    ExpectationClass expectationClass = (ExpectationClass) instance(ExpectationClass.class);
    return new Expectation.AccessHas(
        record(Origin.class),
        record(Scope.class),
        number("pe"),
        isInGuest ? guestAccess() : access(),
        isInGuest ? OptionalInt.of(number("domain")) : OptionalInt.empty(),
        expectationClass,
        nonEmptyOutcomes().stream()
            .limit(expectationClass == ExpectationClass.MUST ? 1 : Long.MAX_VALUE)
            .toList());
  }

  private static LegalOutcome eachRegisterOnce(LegalOutcome legal) {
    if (legal.outcome() instanceof OutcomeClaim.Wild) {
      return legal;
    }
    Map<SystemRegister, RegisterClaim> claims = new LinkedHashMap<>();
    legal.outcome().registers().forEach(claim -> claims.putIfAbsent(claim.register(), claim));
    List<RegisterClaim> registers = List.copyOf(claims.values());
    OutcomeClaim claim = legal.outcome() instanceof OutcomeClaim.Ok ok
        ? new OutcomeClaim.Ok(ok.pa(), ok.level(), ok.attributes(), registers)
        : withRegisters((OutcomeClaim.Fault) legal.outcome(), registers);
    return new LegalOutcome(claim, legal.why(), legal.reference());
  }

  private static OutcomeClaim withRegisters(
      OutcomeClaim.Fault fault, List<RegisterClaim> registers) {
    return new OutcomeClaim.Fault(fault.kind(), fault.level(), fault.stage(), registers);
  }

  private Step.Abort withGuestAccess(Step.Abort abort) {
    return new Step.Abort(
        abort.origin(),
        abort.pe(),
        abort.domain(),
        pick(GUEST_ACCESSES),
        abort.ipa(),
        abort.fault(),
        abort.stage1Walk(),
        abort.syndromeValid(),
        abort.external(),
        abort.translationFails(),
        abort.outcome());
  }

  private <E extends Enum<E>> E next(Class<E> type, Predicate<E> possible) {
    return nextOf(Arrays.stream(type.getEnumConstants()).filter(possible).toList());
  }

  /** One after the other, so that none is left out. */
  private <T> T nextOf(List<T> all) {
    return all.get(drawn.merge(all, 1, Integer::sum) % all.size());
  }

  private Expectation.Figure figure() {
    Statistic statistic = (Statistic) instance(Statistic.class);
    int level = statistic.isByLevel() ? number("level") : 0;
    return new Expectation.Figure(statistic, level, random.nextLong() >> random.nextInt(64));
  }

  private <R> R record(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getGenericType(), components[i].getName());
    }
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName(), e);
    }
  }

  private String string(String component) {
    return switch (component) {
      case "file" -> "dir/" + text();
      case "was" -> String.format("%016x", random.nextLong());
      default -> text();
    };
  }

  private int number(String component) {
    return switch (component) {
      case "domain" -> random.nextInt(domains);
      case "level" -> random.nextInt(-1, 4);
      case "pe" -> bodyPe.isPresent() ? bodyPe.getAsInt() : random.nextInt(8);
      case "el" -> 1 + random.nextInt(2);
      case "memAttr" -> random.nextInt(16);
      case "value" -> random.nextInt(53); // of a page order
      case "access" -> random.nextInt(random.nextBoolean() ? 11 : 256);
      case "preemptEvery" -> random.nextBoolean() ? 0 : random.nextInt(Integer.MAX_VALUE);
      case "line", "column", "count" -> 1 + random.nextInt(1000);
      default -> random.nextInt(1000);
    };
  }

  private long longNumber(String component) {
    return switch (component) {
      case "ipa", "pa" -> random.nextLong() >>> random.nextInt(64);
      case "sizeBytes" -> 1L << random.nextInt(64);
      case "nth" -> 1 + random.nextLong(1000);
      case "firstPage" -> random.nextBoolean() ? 0 : random.nextLong(1L << 40);
      case "answer" -> random.nextLong(random.nextBoolean() ? 0 : -4096, 10);
      case "returns", "code" -> random.nextLong(-4096, 4096);
      default -> random.nextLong(10_000);
    };
  }

  @SuppressWarnings("unchecked")
  private <T> List<T> list(Class<T> element) {
    List<T> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add((T) instance(element));
    }
    return elements;
  }

  private <E extends Enum<E>> E constant(Class<E> type) {
    return pick(List.of(type.getEnumConstants()));
  }

  private String text() {
    return pick(TEXTS);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
