package io.shatterproof.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TagExpressionTest {
  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      bbm                ; bbm slow ; true
      bbm                ; slow     ; false
      !bbm               ; slow     ; true
      !bbm               ; bbm      ; false
      bbm & slow         ; bbm slow ; true
      bbm & slow         ; bbm      ; false
      bbm | slow         ; slow     ; true
      bbm | slow         ; maps     ; false
      !bbm & slow        ; slow     ; true
      !(bbm & slow)      ; bbm      ; true
      !(bbm & slow)      ; bbm slow ; false
      maps | bbm & slow  ; maps     ; true
      (maps | bbm) & slow; maps     ; false
      !!bbm              ; bbm      ; true
      any()              ; bbm      ; true
      any()              ; ''       ; false
      none()             ; ''       ; true
      none()             ; bbm      ; false
      any                ; any      ; true
      any                ; bbm      ; false
      a-b.c&!d           ; a-b.c    ; true
      """)
  void meansWhatItMeansToJunit(String expression, String tags, boolean expected) {
    List<String> ofVector = tags.isEmpty() ? List.of() : List.of(tags.split(" ", -1));

    assertThat(TagExpression.parse(expression.strip()).test(ofVector)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      ''       ; expected a tag before the end
      a b      ; expected `&` or `|` before `b` at character 3
      a &      ; expected a tag before the end
      & a      ; expected a tag before `&` at character 1
      a & | b  ; expected a tag before `|` at character 5
      (a       ; expected `)` before the end
      a)       ; there is no `(` before `)` at character 2
      a !b     ; expected `&` or `|` before `!` at character 3
      tag()    ; expected `&` or `|` before `(` at character 4
      any(a)   ; expected `)` before `a` at character 5
      !        ; expected a tag before the end
      """)
  void whatIsNoneSaysWhere(String text, String message) {
    assertThatThrownBy(() -> TagExpression.parse(text.strip())).hasMessage(message);
  }
}
