package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DsbOptionTest {

  /** The last columns: whether it completes VMALLE1, its IS, OS and ISNXS forms. */
  @ParameterizedTest
  @CsvSource({
    "SY,     SYSTEM,        true,  true,  false, true,  true,  true,  true",
    "LD,     SYSTEM,        true,  false, false, false, false, false, false",
    "ST,     SYSTEM,        false, true,  false, false, false, false, false",
    "ISH,    INNER,         true,  true,  false, true,  true,  false, true",
    "ISHLD,  INNER,         true,  false, false, false, false, false, false",
    "ISHST,  INNER,         false, true,  false, false, false, false, false",
    "OSH,    OUTER,         true,  true,  false, true,  true,  true,  true",
    "OSHLD,  OUTER,         true,  false, false, false, false, false, false",
    "OSHST,  OUTER,         false, true,  false, false, false, false, false",
    "NSH,    NON_SHAREABLE, true,  true,  false, true,  false, false, false",
    "NSHLD,  NON_SHAREABLE, true,  false, false, false, false, false, false",
    "NSHST,  NON_SHAREABLE, false, true,  false, false, false, false, false",
    "SYNXS,  SYSTEM,        true,  true,  true,  false, false, false, true",
    "ISHNXS, INNER,         true,  true,  true,  false, false, false, true",
    "OSHNXS, OUTER,         true,  true,  true,  false, false, false, true",
    "NSHNXS, NON_SHAREABLE, true,  true,  true,  false, false, false, false",
  })
  void waitsForWhatTheManualSays(
      DsbOption option,
      ShareabilityDomain domain,
      boolean isForLoads,
      boolean isForStores,
      boolean isNxs,
      boolean local,
      boolean inner,
      boolean outer,
      boolean innerNxs) {
    assertThat(option.domain()).isEqualTo(domain);
    assertThat(option.isForLoads()).isEqualTo(isForLoads);
    assertThat(option.isForStores()).isEqualTo(isForStores);
    assertThat(option.isNxs()).isEqualTo(isNxs);
    assertThat(option.completes(TlbiOp.VMALLE1)).isEqualTo(local);
    assertThat(option.completes(TlbiOp.VMALLE1IS)).isEqualTo(inner);
    assertThat(option.completes(TlbiOp.VMALLE1OS)).isEqualTo(outer);
    assertThat(option.completes(TlbiOp.VMALLE1ISNXS)).isEqualTo(innerNxs);
  }

  @Test
  void oneForThePeAloneCompletesAnNxsOperationOfThePeAlone() {
    assertThat(DsbOption.NSHNXS.completes(TlbiOp.VMALLE1NXS)).isTrue();
    assertThat(DsbOption.ISHNXS.completes(TlbiOp.VMALLE1OSNXS)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "SY, sy ld st synxs ish ishld ishst ishnxs osh oshld oshst oshnxs nsh nshld nshst nshnxs",
    "ISH, ish ishld ishst ishnxs nsh nshld nshst nshnxs",
    "OSHST, oshst ishst nshst",
    "LD, ld oshld ishld nshld",
    "ISHNXS, ishnxs nshnxs",
    "NSH, nsh nshld nshst nshnxs",
  })
  void strongerOneDoesWhatTheWeakerOnesDo(DsbOption option, String weaker) {
    List<String> found = Arrays.stream(DsbOption.values())
        .filter(option::isAtLeast)
        .map(DsbOption::word)
        .toList();

    assertThat(found).containsExactlyInAnyOrder(weaker.split(" ", -1));
  }

  @ParameterizedTest
  @EnumSource(DsbOption.class)
  void isFoundByItsWord(DsbOption option) {
    assertThat(DsbOption.parse(option.word())).contains(option);
  }

  @Test
  void anotherWordIsNone() {
    assertThat(DsbOption.parse("ishstnxs")).isEmpty();
    assertThat(DsbOption.parse("ISH")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "NON_SHAREABLE, NON_SHAREABLE",
    "INNER, NON_SHAREABLE INNER",
    "OUTER, NON_SHAREABLE INNER OUTER",
    "SYSTEM, NON_SHAREABLE INNER OUTER SYSTEM",
  })
  void aDomainIncludesTheSmallerOnes(ShareabilityDomain domain, String included) {
    Set<ShareabilityDomain> found = EnumSet.noneOf(ShareabilityDomain.class);
    for (ShareabilityDomain other : ShareabilityDomain.values()) {
      if (domain.includes(other)) {
        found.add(other);
      }
    }

    assertThat(found).extracting(Enum::name).containsExactly(included.split(" ", -1));
  }
}
