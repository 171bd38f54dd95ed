package io.shatterproof.vector.json;

import io.shatterproof.vector.Setup;
import org.jspecify.annotations.Nullable;

/**
 * The setup of the last vector that was read. Most vectors of a file have the setup of the one
 * before, to the byte: it is then neither decoded nor printed again.
 */
final class SetupMemory {
  private final RepeatedMember read = new RepeatedMember("setup");
  private final Bytes printed = new Bytes();
  private final Bytes meant = new Bytes();
  private @Nullable Setup setup;
  private boolean isPrinted;

  /** The member {@code setup} as it is remembered. */
  RepeatedMember member() {
    return read;
  }

  /** Reads the member {@code setup}. */
  Setup decode(Members members, Dialect dialect) throws VectorFormatException {
    Members inner = members.object(read.name());
    Setup known = setup;
    if (known != null && inner.isRepeated(read)) {
      return known;
    }
    setup = null;
    read.clear();
    isPrinted = false;
    boolean hadIgnored = dialect.hasIgnored();
    Setup decoded = SetupDecoder.decode(inner);
    if (!hadIgnored && !dialect.hasIgnored()) {
      setup = decoded;
      inner.repeat(read);
    }
    return decoded;
  }

  /** Prints a setup, after {@code "setup":}. */
  void print(Setup printedSetup, Encoding encoding) {
    CanonicalJson json = encoding.json;
    if (!isRemembered(printedSetup)) {
      new SetupEncoder(encoding).setup(printedSetup);
      return;
    }
    if (isPrinted) {
      json.again(printed, meant);
      return;
    }
    int from = json.complete().size();
    int fromMeant = json.meaning().size();
    new SetupEncoder(encoding).setup(printedSetup);
    printed.clear();
    printed.add(json.complete(), from);
    meant.clear();
    meant.add(json.meaning(), fromMeant);
    isPrinted = true;
  }

  @SuppressWarnings("ReferenceEquality") // it is this one or another one, however equal
  private boolean isRemembered(Setup other) {
    return other == setup;
  }
}
