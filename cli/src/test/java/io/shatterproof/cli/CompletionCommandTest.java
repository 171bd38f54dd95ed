package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shell completes. */
final class CompletionCommandTest {
  @TempDir
  private Path folder;

  private Path script = Path.of("");

  @BeforeEach
  void writeScript() throws IOException {
    script = Files.writeString(
        folder.resolve("completion"), Shell.run("completion", "bash").out());
    Files.writeString(folder.resolve("first.p2m"), "");
  }

  /** Asks bash as the user does who presses the key: the last word is begun. */
  private String completed(String words) throws IOException, InterruptedException {
    int last = words.split(" ", -1).length - 1;
    String asking = "compopt() { :; }; source " + script + "; COMP_WORDS=(" + words
        + (words.endsWith(" ") ? "''" : "")
        + "); COMP_CWORD=" + last + "; _complete_shatterproof_values; echo \"${COMPREPLY[*]}\"";
    Process bash = new ProcessBuilder("bash", "--norc", "-c", asking)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .start();
    String text = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    bash.waitFor();
    return text.strip().replace("\n", " ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      'shatterproof r'                     ; run replay results
      'shatterproof results '              ; merge show diff
      'shatterproof run --fi'              ; --filter
      'shatterproof run --color '          ; always auto never
      'shatterproof run --color n'         ; never
      'shatterproof check --diagnostics '  ; text json sarif
      'shatterproof run --profile xen_p'   ; xen_pre
      'shatterproof run --provider M05'    ; M05
      'shatterproof run --report j'        ; junit: jsonl:
      'shatterproof explain P2M0304'       ; P2M0304
      'shatterproof completion '           ; bash zsh
      'shatterproof run --diagnostics s'   ; sarif
      'shatterproof run --format '         ; text json
      'shatterproof select --capability e' ; events
      'shatterproof select --feature lpa'  ; lpa lpa2
      'shatterproof select --scope a'      ; architecture
      'shatterproof select --profile a'    ; ''
      'shatterproof export --compress '    ; gzip zstd
      'shatterproof help re'               ; replay results
      'shatterproof man ch'                ; check
      'shatterproof run --profile = xen_p' ; xen_pre
      'shatterproof run --color ='         ; always auto never
      'shatterproof run --color = n'       ; never
      'shatterproof run --color = never --fi' ; --filter
      'shatterproof check fir'             ; first.p2m
      'shatterproof run --source-root fir' ; first.p2m
      'shatterproof check nothing'         ; ''
      """)
  void bashCompletes(String words, String expected) throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/bin/bash")), "needs bash");

    assertThat(completed(words)).isEqualTo(expected);
  }

  @Test
  void zshIsToldToUnderstandTheScriptOfBash() {
    assertThat(Shell.run("completion", "zsh").out())
        .startsWith("autoload -U +X compinit && compinit\n")
        .contains("bashcompinit", "complete -F _complete_shatterproof_values");
  }

  @Test
  void otherShellIsNone() {
    assertThat(Shell.run("completion", "fish").err()).contains("'fish' is none of bash, zsh");
  }
}
