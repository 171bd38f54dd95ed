package io.shatterproof;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The laws of the house for this module: which package may use which, and what the hot core avoids.
 */
final class LawsTest {
  private static final String ROOT = "io.shatterproof";
  private static final JavaClasses PRODUCT = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages(ROOT);
  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages(ROOT + ".planted");

  private static final List<String> CONTRACT = List.of(
      "arch",
      "arch.register",
      "arch.regime",
      "arch.decode",
      "p2m",
      "event",
      "vector",
      "vector.file",
      "vector.json",
      "vector.archive",
      "spi");
  private static final List<String> REFERENCE_PART = List.of(
      "memory",
      "walk",
      "tables",
      "tlb",
      "bbm",
      "machine",
      "invariant",
      "reference",
      "explore",
      "harness",
      "results",
      "mutation");

  /** Classes of the jar of wrong P2Ms, as the build selects them. */
  private static final String FAULTS = ".*\\.Broken\\w*P2ms(\\$.*)?";

  private static final String[] HOT_CORE = {"..memory..", "..walk..", "..tlb..", "..bbm.."};
  private static final Set<String> BOXES = Stream.of(
          Long.class,
          Integer.class,
          Short.class,
          Byte.class,
          Character.class,
          Boolean.class,
          Float.class,
          Double.class)
      .map(Class::getName)
      .collect(Collectors.toUnmodifiableSet());

  private static final ArchRule HARNESS_MEETS_THE_REFERENCE_AS_A_PROVIDER = noClasses()
      .that()
      .resideInAPackage("..harness..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("..reference..");

  private static final ArchRule NOBODY_KNOWS_THE_FAULTS = noClasses()
      .that()
      .haveNameNotMatching(FAULTS)
      .should()
      .dependOnClassesThat()
      .haveNameMatching(FAULTS)
      .because("they are a jar of their own");

  private static final ArchRule HOT_CORE_HAS_NO_STREAM_OPTIONAL_OR_MAP = noClasses()
      .that()
      .resideInAnyPackage(HOT_CORE)
      .should()
      .dependOnClassesThat(resideInAnyPackage("java.util.stream..")
          .or(JavaClass.Predicates.assignableTo(Map.class))
          .or(JavaClass.Predicates.simpleNameStartingWith("Optional")));

  private static final ArchRule HOT_CORE_BOXES_NOTHING =
      noClasses().that().resideInAnyPackage(HOT_CORE).should(useBoxedNumbers());

  @Test
  void harnessNeverTouchesTheReference() {
    HARNESS_MEETS_THE_REFERENCE_AS_A_PROVIDER.check(PRODUCT);
  }

  @Test
  void hotCoreUsesNoStreamOptionalOrMap() {
    HOT_CORE_HAS_NO_STREAM_OPTIONAL_OR_MAP.check(PRODUCT);
  }

  @Test
  void hotCoreBoxesNothing() {
    HOT_CORE_BOXES_NOTHING.check(PRODUCT);
  }

  @Test
  void nobodyKnowsTheFaults() {
    NOBODY_KNOWS_THE_FAULTS.check(PRODUCT);
  }

  @Test
  void plantedViolationsAreFound() {
    assertFinds(NOBODY_KNOWS_THE_FAULTS, "FaultUser");
    assertFinds(HARNESS_MEETS_THE_REFERENCE_AS_A_PROVIDER, "PeekingJudge");
    assertFinds(HOT_CORE_HAS_NO_STREAM_OPTIONAL_OR_MAP, "BoxingWalk");
    assertFinds(HOT_CORE_BOXES_NOTHING, "BoxingWalk");
  }

  private static void assertFinds(ArchRule rule, String planted) {
    assertThat(rule.evaluate(PLANTED).getFailureReport().getDetails())
        .as(rule.getDescription())
        .isNotEmpty()
        .allMatch(detail -> detail.contains(planted));
  }

  @Test
  void theContractTouchesNothingOfTheReferencePart() {
    noClasses()
        .that()
        .resideInAnyPackage(packages(CONTRACT))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            REFERENCE_PART.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new))
        .check(PRODUCT);
  }

  @Test
  void everyPackageUsesOnlyWhatItMay() {
    Map<String, List<String>> allowed = allowedDependencies();

    allowed.forEach((name, others) -> classes()
        .that()
        .resideInAPackage(ROOT + "." + name)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages(others)).or(not(resideInAnyPackage(ROOT + ".."))))
        .allowEmptyShould(true)
        .check(PRODUCT));
  }

  @Test
  void referenceUsesTheMachineAsAChipOnly() {
    noClasses()
        .that()
        .resideInAPackage("..reference..")
        .should()
        .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("..machine..")
            .and(not(JavaClass.Predicates.equivalentTo(io.shatterproof.machine.BareMachine.class))))
        .check(PRODUCT);
  }

  @Test
  void everyPackageHasItsLine() {
    assertThat(packageNames())
        .containsExactlyElementsOf(new TreeMap<>(allowedDependencies())
            .keySet().stream().filter(name -> packageNames().contains(name)).toList());
  }

  /** For each package which of ours it may use, itself included. */
  private static Map<String, List<String>> allowedDependencies() {
    List<String> contract = List.of("arch", "arch.register", "p2m", "event", "spi");
    List<String> machine = List.of("arch.regime", "memory", "walk", "tlb", "bbm", "machine");
    Map<String, List<String>> allowed = new LinkedHashMap<>();
    allowed.put("arch", List.of());
    allowed.put("arch.register", List.of("arch"));
    allowed.put("arch.regime", List.of("arch", "arch.register"));
    allowed.put("arch.decode", List.of("arch", "arch.register", "arch.regime"));
    allowed.put("p2m", List.of("arch"));
    allowed.put("event", List.of("arch", "p2m"));
    allowed.put("spi", List.of("arch", "p2m", "event"));
    allowed.put("vector", join(contract, List.of("arch.register")));
    allowed.put("vector.file", List.of());
    allowed.put("vector.json", join(contract, List.of("vector", "vector.file")));
    allowed.put("vector.archive", List.of("vector", "vector.file", "vector.json"));
    allowed.put("walk", List.of("arch", "arch.regime"));
    allowed.put("tables", List.of("arch", "arch.decode", "walk"));
    allowed.put("memory", List.of("walk"));
    allowed.put("tlb", List.of("arch", "arch.regime", "walk"));
    allowed.put("bbm", List.of("arch", "arch.regime", "event", "tlb"));
    allowed.put("machine", join(contract, machine));
    allowed.put("invariant", join(contract, machine));
    allowed.put("explore", List.of());
    // Of the machine what stands for a chip: the judge's own state is nothing to build a P2M on.
    allowed.put("reference", join(contract, List.of("memory", "walk", "machine")));
    List<String> harness =
        join(contract, List.of("vector", "machine", "bbm", "invariant", "explore"));
    allowed.put("harness", harness);
    allowed.put(
        "harness.junit", join(harness, List.of("harness", "harness.remote", "vector.json")));
    allowed.put("harness.remote", join(harness, List.of("harness", "vector.file")));
    allowed.put("harness.embedded", join(harness, List.of("harness", "harness.remote")));
    allowed.put("minimize", join(contract, List.of("vector", "vector.json", "harness")));
    allowed.put("sets", join(contract, List.of("vector", "vector.json")));
    allowed.put(
        "results",
        List.of("event", "spi", "vector", "vector.json", "sets", "harness", "harness.remote"));
    allowed.put("mutation", join(contract, List.of("vector", "vector.json", "harness")));
    allowed.replaceAll((name, others) -> join(others, List.of(name)));
    return allowed;
  }

  @Test
  void librariesStayWhereTheyBelong() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".vector.json", ROOT + ".harness.remote")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".harness.junit")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.opentest4j..")
        .check(PRODUCT);
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "..",
            "java..",
            "org.jspecify.annotations..",
            "tools.jackson.core..",
            "org.junit.jupiter.api..",
            "org.opentest4j..")
        .check(PRODUCT);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void everyPackageStatesItsDutyAndIsNullMarked() {
    assertThat(subpackages(PRODUCT.getPackage(ROOT)))
        .isNotEmpty()
        .allSatisfy(subpackage -> assertThat(subpackage.tryGetPackageInfo())
            .as(subpackage.getName())
            .hasValueSatisfying(
                info -> assertThat(info.isAnnotatedWith(NullMarked.class)).isTrue()));
  }

  private static Set<String> packageNames() {
    return subpackages(PRODUCT.getPackage(ROOT))
        .map(subpackage -> subpackage.getName().substring(ROOT.length() + 1))
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  private static Stream<JavaPackage> subpackages(JavaPackage root) {
    return root.getSubpackagesInTree().stream().filter(p -> !p.getClasses().isEmpty());
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(name -> ROOT + "." + name).toArray(String[]::new);
  }

  private static List<String> join(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  /** Static functions on primitives, such as Long.compareUnsigned, are no boxing. */
  private static ArchCondition<JavaClass> useBoxedNumbers() {
    return new ArchCondition<>("use boxed numbers") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
          boolean boxes = BOXES.contains(call.getTargetOwner().getName())
              && (call.getName().equals("valueOf") || call.getName().endsWith("Value"));
          if (boxes) {
            events.add(SimpleConditionEvent.satisfied(type, call.getDescription()));
          }
        }
        for (JavaField field : type.getFields()) {
          reportBoxes(type, field.getType(), field.getDescription(), events);
        }
        for (JavaCodeUnit code : type.getCodeUnits()) {
          reportBoxes(type, code.getReturnType(), code.getDescription(), events);
          code.getParameterTypes()
              .forEach(parameter -> reportBoxes(type, parameter, code.getDescription(), events));
        }
      }
    };
  }

  private static void reportBoxes(
      JavaClass type, JavaType used, String where, ConditionEvents events) {
    if (used.getAllInvolvedRawTypes().stream().anyMatch(raw -> BOXES.contains(raw.getName()))) {
      events.add(SimpleConditionEvent.satisfied(type, where + " has a boxed number"));
    }
  }
}
