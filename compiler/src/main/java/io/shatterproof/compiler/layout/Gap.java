package io.shatterproof.compiler.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands between two words: blanks, line ends and remarks.
 *
 * @param linesAfter line ends behind the last remark
 */
public record Gap(List<Remark> remarks, int linesAfter) {
  public Gap {
    remarks = List.copyOf(remarks);
  }

  /** Reads a text that has no words in it. */
  public static Gap of(String text) {
    List<Remark> remarks = new ArrayList<>();
    int lines = 0;
    for (int at = 0; at < text.length(); ) {
      if (text.charAt(at) != '/') {
        lines += text.charAt(at) == '\n' ? 1 : 0;
        at++;
        continue;
      }
      boolean isBlock = text.startsWith("/*", at);
      int end = isBlock ? text.indexOf("*/", at + 2) + 2 : endOfLine(text, at);
      remarks.add(new Remark(
          isBlock ? Remark.Style.BLOCK : Remark.Style.LINE,
          text.substring(at, end).replace("\r\n", "\n").stripTrailing(),
          lines));
      lines = 0;
      at = end;
    }
    return new Gap(remarks, lines);
  }

  private static int endOfLine(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  /** Whether the words before and behind it are on different lines. */
  public boolean isBreak() {
    return linesAfter > 0 || remarks.stream().anyMatch(Remark::isBreak);
  }
}
