package io.shatterproof.compiler;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The laws of the house for this module: which package may use which. */
final class LawsTest {
  private static final String ROOT = "io.shatterproof.compiler";
  private static final String RUNTIME = "io.shatterproof.";
  private static final List<String> CONTRACT = List.of(
      "arch",
      "arch.register",
      "p2m",
      "event",
      "spi",
      "vector",
      "vector.file",
      "vector.json",
      "vector.archive");

  private static final JavaClasses PRODUCT = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages(ROOT);
  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages(ROOT + ".planted");

  private static final ArchRule ANTLR_IN_PARSE_ONLY = noClasses()
      .that()
      .resideOutsideOfPackage(ROOT + ".parse")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("org.antlr..", "io.shatterproof.grammar..");

  private static final ArchRule JAVAPOET_IN_THE_JUNIT_BACKEND_ONLY = noClasses()
      .that()
      .resideOutsideOfPackage(ROOT + ".backend.junit")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("com.palantir.javapoet..");

  private static final ArchRule ONLY_THE_CONTRACT_OF_THE_RUNTIME = classes()
      .should()
      .onlyDependOnClassesThat(resideInAnyPackage(contract())
          .or(resideInAnyPackage(ROOT + "..", "io.shatterproof.grammar.."))
          .or(not(resideInAnyPackage("io.shatterproof.."))));

  private static final ArchRule JSON_LIBRARY_FOR_DIAGNOSTICS_ONLY = noClasses()
      .that()
      .resideOutsideOfPackage(ROOT + ".diagnostic.data")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("tools.jackson..");

  private static String[] contract() {
    return CONTRACT.stream().map(name -> RUNTIME + name).toArray(String[]::new);
  }

  @Test
  void antlrIsSeenByTheParserOnly() {
    ANTLR_IN_PARSE_ONLY.check(PRODUCT);
  }

  @Test
  void javaPoetIsSeenByTheJunitBackendOnly() {
    JAVAPOET_IN_THE_JUNIT_BACKEND_ONLY.check(PRODUCT);
  }

  @Test
  void theJsonLibraryIsSeenByTheDataOfDiagnosticsOnly() {
    JSON_LIBRARY_FOR_DIAGNOSTICS_ONLY.check(PRODUCT);
  }

  @Test
  void ofTheRuntimeOnlyTheContractIsSeen() {
    ONLY_THE_CONTRACT_OF_THE_RUNTIME.check(PRODUCT);
  }

  @Test
  void zstdIsSeenByItsPackageOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".zstd")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.github.luben..", RUNTIME + "vector.archive..")
        .check(PRODUCT);
  }

  @Test
  void mavenIsNotSeen() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..")
        .check(PRODUCT);
  }

  @Test
  void plantedViolationsAreFound() {
    for (ArchRule rule : List.of(
        ANTLR_IN_PARSE_ONLY,
        JAVAPOET_IN_THE_JUNIT_BACKEND_ONLY,
        JSON_LIBRARY_FOR_DIAGNOSTICS_ONLY,
        ONLY_THE_CONTRACT_OF_THE_RUNTIME)) {
      assertThat(rule.evaluate(PLANTED).getFailureReport().getDetails())
          .as(rule.getDescription())
          .isNotEmpty()
          .allMatch(detail -> detail.contains("Lawbreaker"));
    }
  }

  @Test
  void everyPackageUsesOnlyWhatItMay() {
    allowedDependencies()
        .forEach((name, others) -> classes()
            .that()
            .resideInAPackage(ROOT + "." + name)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(packages(name, others)).or(not(resideInAnyPackage(ROOT + ".."))))
            .allowEmptyShould(true)
            .check(PRODUCT));
  }

  private static String[] packages(String name, List<String> others) {
    List<String> packages = new ArrayList<>();
    packages.add(ROOT + "." + name);
    others.forEach(other -> packages.add(ROOT + "." + other));
    return packages.toArray(String[]::new);
  }

  @Test
  void everyPackageHasItsLine() {
    Set<String> names = subpackages()
        .map(subpackage -> subpackage.getName().substring(ROOT.length() + 1))
        .collect(Collectors.toCollection(TreeSet::new));

    assertThat(allowedDependencies().keySet()).containsAll(names);
  }

  /** For each package which others of this module it may use; only the root may use all. */
  private static Map<String, List<String>> allowedDependencies() {
    Map<String, List<String>> allowed = new LinkedHashMap<>();
    allowed.put("source", List.of());
    allowed.put("diagnostic", List.of("source"));
    allowed.put("explanation", List.of("diagnostic"));
    allowed.put("diagnostic.data", List.of("source", "diagnostic", "explanation"));
    allowed.put("load", List.of("source", "diagnostic"));
    allowed.put("syntax", List.of("source"));
    allowed.put("layout", List.of());
    allowed.put("parse", List.of("source", "diagnostic", "syntax", "layout"));
    allowed.put("format", List.of("source", "diagnostic", "layout", "parse"));
    allowed.put("model", List.of("source"));
    allowed.put("resolve", List.of("source", "diagnostic", "syntax", "model"));
    allowed.put("image", List.of("source", "diagnostic", "model"));
    allowed.put("check", List.of("source", "diagnostic", "model", "image"));
    allowed.put("lower", List.of("source", "model", "image"));
    allowed.put("output", List.of("backend"));
    allowed.put("backend", List.of());
    allowed.put("backend.json", List.of("backend"));
    allowed.put("backend.junit", List.of("backend"));
    allowed.put("backend.report", List.of("backend"));
    allowed.put("backend.text", List.of("backend"));
    allowed.put("zstd", List.of());
    return allowed;
  }

  @Test
  void onlyTheRootKnowsTheStages() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(PRODUCT);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void everyPackageStatesItsDutyAndIsNullMarked() {
    assertThat(subpackages())
        .isNotEmpty()
        .allSatisfy(subpackage -> assertThat(subpackage.tryGetPackageInfo())
            .as(subpackage.getName())
            .hasValueSatisfying(
                info -> assertThat(info.isAnnotatedWith(NullMarked.class)).isTrue()));
  }

  private static Stream<JavaPackage> subpackages() {
    return PRODUCT.getPackage(ROOT).getSubpackagesInTree().stream()
        .filter(subpackage -> !subpackage.getClasses().isEmpty());
  }
}
