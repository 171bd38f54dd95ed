package io.shatterproof.vector.json;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.TransferRegister;
import java.util.Optional;

/** The members of an access: {@code kind}, its address, and what is not usual about it. */
final class AccessCodec {
  private static final int USUAL_EL = 1;
  private static final int USUAL_SIZE = 1;
  private static final int SINCE_IN_GUEST = 5;

  private AccessCodec() {}

  /** Prints an access under bare tables. */
  static CanonicalJson print(CanonicalJson json, GuestAccess access) {
    json.member("kind", Words.ACCESS_KIND.word(access.kind())).hexMember("va", access.address());
    return unusual(json, access);
  }

  /** Prints an access in the guest of a domain. */
  static CanonicalJson printOfGuest(Encoding encoding, GuestAccess access, int domain) {
    if (!access.equals(GuestAccess.of(access.kind(), access.address()))) {
      encoding.since(SINCE_IN_GUEST);
    }
    encoding.word("kind", Words.ACCESS_KIND_IN_GUEST, access.kind());
    return unusual(encoding.domain(domain).hexMember("ipa", access.address()), access);
  }

  private static CanonicalJson unusual(CanonicalJson json, GuestAccess access) {
    if (access.el() != USUAL_EL) {
      json.member("el", access.el());
    }
    if (access.sizeBytes() != USUAL_SIZE) {
      json.member("size", access.sizeBytes());
    }
    access.register().ifPresent(register -> json.member("register", register.toString()));
    return json;
  }

  /** Reads an access under bare tables. */
  static GuestAccess read(Members members) throws VectorFormatException {
    members.requireSince(2, "va");
    return read(members, members.word("kind", Words.ACCESS_KIND), members.hex("va"));
  }

  /** Reads an access in the guest of a domain, where stage 1 is off. */
  static GuestAccess readOfGuest(Members members) throws VectorFormatException {
    members.requireSince(SINCE_IN_GUEST, "el", "size", "register");
    AccessKind kind = members.word("kind", Words.ACCESS_KIND_IN_GUEST);
    return read(members, kind, members.hex("ipa"));
  }

  private static GuestAccess read(Members members, AccessKind kind, long address)
      throws VectorFormatException {
    int el = (int) members.optionalWhole("el", 0, 2).orElse(USUAL_EL);
    Optional<String> obstacle = kind.obstacleAt(el);
    if (obstacle.isPresent()) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "el",
          "`" + kind.word() + "` " + obstacle.get(),
          "execute it at another Exception level, which `el` says");
    }
    int size = size(members);
    Optional<TransferRegister> register = register(members, kind);
    if (register.isPresent() && size > register.get().sizeBytes()) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "size",
          "`size` is " + size + ", and " + register.get().name() + " holds "
              + register.get().sizeBytes() + " bytes",
          "leave `register` out: an abort of a wider access reports none");
    }
    return new GuestAccess(kind, address, el, size, register);
  }

  private static int size(Members members) throws VectorFormatException {
    int size = (int) members.optionalWhole("size", 1, 64).orElse(USUAL_SIZE);
    if (Integer.bitCount(size) != 1) {
      throw members.refuse(
          FormatFault.OUT_OF_RANGE,
          "size",
          "`size` is " + size + ", no power of two",
          "use one of 1, 2, 4, 8, 16, 32, 64");
    }
    return size;
  }

  private static Optional<TransferRegister> register(Members members, AccessKind kind)
      throws VectorFormatException {
    if (!members.has("register") || (kind != AccessKind.READ && kind != AccessKind.WRITE)) {
      return Optional.empty(); // where no register is reported, the member is unknown
    }
    String word = members.text("register");
    Optional<TransferRegister> register = TransferRegister.parse(word);
    if (register.isEmpty()) {
      throw members.refuse(
          FormatFault.UNKNOWN_WORD,
          "register",
          "`register` is \"" + JsonLineParser.printable(word) + "\"",
          "use x0 to x30, xzr, w0 to w30 or wzr, perhaps with signed, acquire or both behind it");
    }
    return register;
  }
}
