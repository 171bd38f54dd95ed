package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventLog;
import io.shatterproof.harness.Faults;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.SeededFault;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BrokenP2msTest {
  private static final List<BrokenProvider> FAULTS = new BrokenP2ms().faults();

  static Stream<BrokenProvider> faults() {
    return FAULTS.stream();
  }

  static Stream<Arguments> faultsByProfile() {
    return FAULTS.stream()
        .flatMap(fault ->
            fault.profiles().stream().map(profile -> Arguments.of(fault.name(), fault, profile)));
  }

  @Test
  void areFoundAsAService() {
    List<String> found = Faults.all(BrokenP2msTest.class.getClassLoader()).stream()
        .map(BrokenProvider::name)
        .toList();

    assertThat(found).isEqualTo(FAULTS.stream().map(BrokenProvider::name).toList());
  }

  @Test
  void everyFaultIsThereOrSaysWhyNot() {
    Set<SeededFault> known = EnumSet.noneOf(SeededFault.class);
    FAULTS.forEach(fault -> known.add(fault.fault()));

    assertThat(new BrokenP2ms().inexpressible().keySet()).noneMatch(known::contains);
    known.addAll(new BrokenP2ms().inexpressible().keySet());
    assertThat(known).containsExactlyInAnyOrder(SeededFault.values());
  }

  @Test
  void namesAreUniqueAndSorted() {
    List<String> names = FAULTS.stream().map(BrokenProvider::name).toList();

    assertThat(names).doesNotHaveDuplicates().isSorted();
  }

  /** A fault of one form has no letter, one of several has a, b, c. */
  @ParameterizedTest
  @MethodSource("faults")
  void variantsAreLettersFromA(BrokenProvider fault) {
    List<String> variants = FAULTS.stream()
        .filter(other -> other.fault().equals(fault.fault()))
        .map(BrokenProvider::variant)
        .toList();

    List<String> expected = variants.size() == 1
        ? List.of("")
        : Stream.iterate('a', letter -> (char) (letter + 1))
            .limit(variants.size())
            .map(String::valueOf)
            .toList();
    assertThat(variants).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void sayWhatTheyDoAndWhatShowsIt(BrokenProvider fault) {
    assertThat(fault.sentence()).matches("[A-Z0-9].*[^.]\\.");
    assertThat(fault.observables()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void applyWhereTheReleaseIsNotWrongItself(BrokenProvider fault) {
    assertThat(fault.profiles())
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .isSubsetOf(new ReferenceProvider().profiles())
        .noneMatch(fault.fault().nativeTo()::contains);
  }

  /** What is wrong with them is not that they do nothing. */
  @ParameterizedTest(name = "{0} on {2}")
  @MethodSource("faultsByProfile")
  void mapAPage(String name, BrokenProvider fault, String profile) {
    P2mSession session = fault.provider().open(Platform.plain("p"), profile, new EventLog());
    session.createDomain(Bench.config(Profile.named(profile), 40, 1, 2, false));

    long result =
        session.map(0, 0, 0x40_1000, 0x1000, 0x8_0000_1000L, MappingAttributes.of(P2mType.RAM_RW));

    assertThat(result).isZero();
    assertThat(session.lookup(0, 0x40_1000)).isInstanceOf(P2mEntry.Mapped.class);
    session.close();
  }
}
