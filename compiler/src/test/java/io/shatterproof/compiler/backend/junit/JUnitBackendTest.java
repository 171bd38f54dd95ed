package io.shatterproof.compiler.backend.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.backend.GeneratedFile;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.event.EventKind;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.VectorSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JUnitBackendTest {
  private static final String PACKAGE = "scenarios";
  private static final long RAM = 0x8_0000_0000L;

  /** Texts that would break or inject, were they pasted. */
  static List<String> hostileTexts() {
    return List.of(
        "say \"hello\"",
        "back\\slash \\\" \\\\",
        "*/ class Injected {} /*",
        "\\u000a class Injected {} //",
        "\\\\u000a\\u002a/",
        "${} $L $S $T $$ $>",
        "right\u202eto left",
        "line\nbreak\r\ttab \0 nul \u0085 \u2028",
        "lone \ud800 surrogate",
        "emoji \ud83d\ude00",
        "class",
        "1",
        "",
        "   ",
        "{@link java.lang.System#exit} @param <b> &amp; </pre>",
        "%s %n %d",
        "a".repeat(10_000),
        "\u00e9".repeat(10_000),
        "\"".repeat(10_000));
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void noTextOfAScenarioChangesTheMeaningOfTheSource(String text) throws Exception {
    List<GeneratedFile> files =
        new JUnitBackend(PACKAGE).print(set(vector(text, text, 1), vector("plain", "x.p2m", 2)));

    List<Class<?>> classes = CompiledTests.of(files).testClasses();

    assertThat(classes).hasSizeBetween(1, 2);
    assertThat(classes).allMatch(type -> type.getSimpleName().endsWith("Test"));
    assertThat(namesOfTests(classes.get(0)).size() + namesOfTests(last(classes)).size())
        .isPositive();
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void titleOfARowIsToldUnchanged(String text) throws Exception {
    ConformanceVector first = vector(text, "file.p2m", 1);
    ConformanceVector second = vector("other", "file.p2m", 1);
    List<GeneratedFile> files = new JUnitBackend(PACKAGE).print(set(first, second));

    Class<?> type = CompiledTests.of(files).testClasses().get(0);

    assertThat(namesOfTests(type))
        .contains(io.shatterproof.vector.VisibleText.of(text) + " [xen_4_8]");
  }

  @Test
  void sameVectorsGiveTheSameSource() {
    VectorSet set = set(vector("one", "a.p2m", 1), vector("two", "b.p2m", 1));

    assertThat(new JUnitBackend(PACKAGE).print(set))
        .isEqualTo(new JUnitBackend(PACKAGE).print(set));
  }

  @Test
  void filesWhoseNamesDifferLittleGetClassesOfTheirOwn() throws Exception {
    VectorSet set = set(
        vector("t", "a b.p2m", 1),
        vector("t", "a-b.p2m", 1),
        vector("t", "A_B.p2m", 1),
        vector("t", "dir/a b.p2m", 1),
        vector("t", "\u00e9.p2m", 1),
        vector("t", "1.p2m", 1));

    List<GeneratedFile> files = new JUnitBackend(PACKAGE).print(set);

    assertThat(files.stream().map(file -> file.path().toLowerCase(java.util.Locale.ROOT)))
        .doesNotHaveDuplicates()
        .hasSize(6);
    assertThat(CompiledTests.of(files).testClasses()).hasSize(6);
  }

  @Test
  void titlesThatMakeTheSameNameGetMethodsOfTheirOwn() throws Exception {
    VectorSet set = set(
        vector("a b", "x.p2m", 1),
        vector("a-b", "x.p2m", 2),
        vector("A b!", "x.p2m", 3),
        vector("run", "x.p2m", 4),
        vector("FILE", "x.p2m", 5),
        vector("arm server", "x.p2m", 6));

    Class<?> type =
        CompiledTests.of(new JUnitBackend(PACKAGE).print(set)).testClasses().get(0);

    assertThat(testMethods(type)).hasSize(6);
  }

  @Test
  void chosenImplementationIsNamedOnceInTheClassHoweverHostile() throws Exception {
    String name = "b\"; System.exit(1); //\\u000a";
    VectorSet set = set(vector("TESTED", "x.p2m", 1), vector("tested", "x.p2m", 2));

    for (TestTarget target : List.of(new TestTarget(name, ""), new TestTarget("", name))) {
      List<GeneratedFile> files = new JUnitBackend(PACKAGE, target).print(set);
      Class<?> type = CompiledTests.of(files).testClasses().get(0);

      assertThat(type.getDeclaredField("TESTED").getType().getSimpleName()).isEqualTo("Tested");
      assertThat(files.get(0).text()).doesNotContain("ScenarioTests.run(");
      assertThat(files.get(0).text().split("TESTED\\.run", -1)).hasSize(3);
    }
    assertThat(new JUnitBackend(PACKAGE).print(set).get(0).text())
        .contains("TESTED = Tested.any()");
  }

  @Test
  void testsRunOnAnImplementationOrOnAProgram() {
    assertThatThrownBy(() -> new TestTarget("team-b", "qemu"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void scenarioTooLongForOneMethodIsSplit() throws Exception {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      steps.add(map(i, 0x1_2345_6000L + ((long) i << 12)));
    }
    ConformanceVector vector = vector("long", "long.p2m", 1, steps, List.of(noViolation()));

    List<GeneratedFile> files = new JUnitBackend(PACKAGE).print(set(vector));

    assertThat(CompiledTests.of(files).testClasses()).hasSize(1);
  }

  @Test
  void longSectionsAndListsAreSplit() throws Exception {
    List<Step> body = new ArrayList<>(Collections.nCopies(5_000, map(3, RAM)));
    List<EventPattern> patterns =
        new ArrayList<>(Collections.nCopies(8_000, new EventPattern.OfKind(EventKind.ISB)));
    ConformanceVector vector = vector(
        "wide",
        "wide.p2m",
        1,
        List.of(new Step.Locked(at(5), 0, 0, body)),
        List.of(new Expectation.EventsAre(
            at(6), Scope.of(Set.of("xen_4_8")), true, EventMatching.INCLUDE, patterns)));

    assertThat(CompiledTests.of(new JUnitBackend(PACKAGE).print(set(vector))).testClasses())
        .hasSize(1);
  }

  @Test
  void manyScenariosAreSpreadOverClassesAndNoneIsLost() throws Exception {
    ConformanceVector[] vectors = IntStream.range(0, 1_000)
        .mapToObj(i -> vector("scenario " + i, "many.p2m", i + 1))
        .toArray(ConformanceVector[]::new);

    List<Class<?>> classes =
        CompiledTests.of(new JUnitBackend(PACKAGE, 1_000).print(set(vectors))).testClasses();

    assertThat(classes.size()).isGreaterThan(1);
    int tests = 0;
    for (Class<?> type : classes) {
      tests += testMethods(type).size();
    }
    assertThat(tests).isEqualTo(1_000);
  }

  @Test
  void fileWithManyScenariosIsOneClassWithAContainerForEachCombinationOfTags() throws Exception {
    List<ConformanceVector> vectors = new ArrayList<>();
    for (int i = 0; i <= JUnitBackend.MOST_METHODS; i++) {
      vectors.add(vector(i % 2 == 0 ? "even" : "odd", "many.p2m", i + 1));
    }

    List<GeneratedFile> files =
        new JUnitBackend(PACKAGE).print(set(vectors.toArray(ConformanceVector[]::new)));

    assertThat(files.stream().map(GeneratedFile::path))
        .containsExactly(
            "scenarios/ManyTest.java",
            "scenarios/ManyTest.scenariosOfTagEven.jsonl",
            "scenarios/ManyTest.scenariosOfTagOdd.jsonl");
    assertThat(files.get(1).text().lines()).hasSize(33);
    assertThat(testMethods(CompiledTests.of(files).testClasses().get(0))).hasSize(2);
  }

  @Test
  void fileWithFewScenariosHasAMethodForEach() {
    ConformanceVector[] vectors = IntStream.range(0, JUnitBackend.MOST_METHODS)
        .mapToObj(i -> vector("scenario " + i, "few.p2m", i + 1))
        .toArray(ConformanceVector[]::new);

    assertThat(new JUnitBackend(PACKAGE).print(set(vectors))).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void noTextOfAScenarioChangesTheMeaningOfAContainer(String text) throws Exception {
    List<GeneratedFile> files = new JUnitBackend(PACKAGE, 0).print(set(vector(text, text, 1)));

    assertThat(CompiledTests.of(files).testClasses()).hasSize(1);
    assertThat(files).hasSize(2);
    assertThat(files.get(1).text().split("\n", -1)).hasSize(2);
  }

  @Test
  void rowsOfOneScenarioAreTestsOfOneMethod() throws Exception {
    VectorSet set =
        set(vector("row 1", "r.p2m", 1), vector("row 2", "r.p2m", 1), vector("row 3", "r.p2m", 1));

    Class<?> type =
        CompiledTests.of(new JUnitBackend(PACKAGE).print(set)).testClasses().get(0);

    assertThat(testMethods(type)).hasSize(1);
    assertThat(namesOfTests(type))
        .containsExactly("row 1 [xen_4_8]", "row 2 [xen_4_8]", "row 3 [xen_4_8]");
  }

  /** Each operation and answer as a person would call it. */
  @Test
  void everyOperationIsAReadableCall() throws Exception {
    SourceFile everything = new SourceFile(
        "everything.p2m",
        Files.readString(Path.of("src/test/resources/golden/good-everything.p2m")));
    VectorSet vectors = Compiler.compile(List.of(everything), "test").vectors();

    List<GeneratedFile> files = new JUnitBackend(PACKAGE).print(vectors);

    assertThat(CompiledTests.of(files).testClasses()).hasSize(1);
    assertThat(files.get(0).text().replaceAll("\\s+", " "))
        .contains(".withChoices(Map.ofEntries(Map.entry(\"erratum_834220\", \"present\")))")
        .contains(
            ".failAllocation(2L);",
            ".emulate(guest, 0x1000_0000L, 0x1_0000L);",
            ".listener(guest, Steps.Listener.CONNECTED, Steps.Listener.REQUIRED);",
            ".noListener(other);",
            ".protectNewMappings(0, guest, Steps.access(P2mAccess.N));",
            ".protect(0, guest, 0x4000_0000L, 0x20_0000L,"
                + " Steps.defaultAccess().continuedAt(64L).preemptEvery(1), 128L);",
            ".protect(0, guest, 0x4000_0000L, 0x20_0000L, Steps.access(11), -22L);",
            ".clean(0, guest, 0x4000_0000L, 0x20_0000L, 0L);",
            ".enter(0, guest);",
            ".leave(0);",
            ".abort(1, AccessKind.WRITE, guest, 0x4000_0000L,"
                + " Steps.circumstances().fault(FaultKind.ADDRESS_SIZE).stage1Walk().noSyndrome()"
                + ".externalAbort().stage1Fails(), AbortOutcome.RETRY);",
            ".abort(2, AccessKind.FETCH, guest, 0x4000_0000L, Steps.circumstances(),"
                + " AbortOutcome.INJECT);",
            ".relinquish(0, guest, Steps.preemptEvery(6), 0L);",
            ".relinquish(0, guest, Steps.neverPreempted());",
            ".teardown(0, other);",
            ".restriction(guest, 0x4000_0000L, Claims.access(P2mAccess.R));",
            ".restriction(guest, 0x5000_0000L, Claims.fails(Errno.ESRCH));",
            ".restrictionOfNewMappings(guest, Claims.access(P2mAccess.N2RWX));",
            ".statistics(guest, Claims.figure(Statistic.MAPPINGS, 1, 511L),"
                + " Claims.figure(Statistic.MAPPINGS, 3, -1L),"
                + " Claims.figure(Statistic.SHATTERED, 1, 1L),"
                + " Claims.figure(Statistic.LOWEST, 0x4000_0000L),"
                + " Claims.figure(Statistic.END, 0x8000_0000L));");
  }

  @Test
  void everyOperationOfLaterReleasesIsAReadableCall() throws Exception {
    SourceFile later = new SourceFile(
        "later.p2m", Files.readString(Path.of("src/test/resources/golden/good-later.p2m")));
    VectorSet vectors = Compiler.compile(List.of(later), "test").vectors();

    List<GeneratedFile> files = new JUnitBackend(PACKAGE).print(vectors);

    assertThat(CompiledTests.of(files).testClasses()).hasSize(1);
    assertThat(files.get(0).text().replaceAll("\\s+", " "))
        .contains(
            ".domains(SECOND, THIRD) .later(0, 1)",
            ".create(third);",
            ".label(\"born\").create(second, 252, 0L);",
            ".create(second, 0, -16L);",
            ".unpause(0, second);",
            ".pool(0, second, 0x10_0000L, Steps.neverPreempted());",
            ".pool(0, second, 0x8_0000L, Steps.preemptEvery(3), -85L);",
            ".setWay(2, second);",
            ".cachesOn(1, guest);",
            ".cachesOff(1, guest);",
            ".enter(2, second, 1);",
            ".clean(0, guest, 0x4000_0000L, 0x10_0000L, Steps.fromStart().preemptEvery(1), 52L);",
            ".clean(0, guest, 0x4000_0000L, 0x10_0000L,"
                + " Steps.fromStart().continuedAt(52L).preemptEvery(2), 0L);",
            ".teardown(0, third, Steps.preemptEvery(1), -85L);",
            ".teardown(0, third, Steps.neverPreempted(), 0L);");
  }

  private static List<String> namesOfTests(Class<?> type) throws Exception {
    List<String> names = new ArrayList<>();
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object instance = constructor.newInstance();
    for (var method : testMethods(type)) {
      method.setAccessible(true);
      if (method.getReturnType() == void.class) {
        names.add(method.getName());
      } else {
        for (Object test : (List<?>) method.invoke(instance)) {
          names.add(((DynamicTest) test).getDisplayName());
        }
      }
    }
    return names;
  }

  private static List<java.lang.reflect.Method> testMethods(Class<?> type) {
    List<java.lang.reflect.Method> methods = new ArrayList<>();
    for (var method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)
          || method.isAnnotationPresent(org.junit.jupiter.api.TestFactory.class)) {
        methods.add(method);
      }
    }
    return methods;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private static VectorSet set(ConformanceVector... vectors) {
    return new VectorSet("suite", "test", List.of(), List.of(vectors));
  }

  private static ConformanceVector vector(String text, String file, int line) {
    return vector(text, file, line, List.of(map(line, RAM)), List.of(noViolation()));
  }

  private static ConformanceVector vector(
      String text, String file, int line, List<Step> steps, List<Expectation> expectations) {
    Heading heading = new Heading(
        "0123456789abcdef",
        List.of(),
        text,
        text,
        List.of("tag", text),
        text,
        text,
        new Origin(file, line, 1),
        Needs.of(Set.of(), Set.of(Capability.P2M, Capability.EVENTS)),
        new TreeSet<>(Set.of("xen_4_8")),
        List.of(),
        List.of("M01"),
        expectations.size());
    DomainConfig domain = new DomainConfig(
        text,
        "xen_4_8",
        new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 48),
        0,
        List.of(1),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
    return new ConformanceVector(
        heading,
        new Setup(Platform.plain("arm server"), List.of(domain)),
        List.of(),
        List.of(new Phase(steps, expectations)));
  }

  private static Step map(int line, long pa) {
    return new Step.Map(
        at(line),
        0,
        0,
        0x4000_0000L,
        0x1000,
        pa,
        MappingAttributes.of(P2mType.RAM_RW),
        OptionalLong.empty());
  }

  private static Expectation noViolation() {
    return new Expectation.NoViolation(at(9), Scope.ARCHITECTURE);
  }

  private static Origin at(int line) {
    return new Origin("x.p2m", line, 5);
  }
}
