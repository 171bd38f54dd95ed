package io.shatterproof.compiler.backend.junit;

import com.palantir.javapoet.CodeBlock;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.GuestAccess;

/** Prints an access under bare tables as a call of {@code Accesses}. */
final class AccessPrinter {
  private static final GuestAccess PLAIN = GuestAccess.of(AccessKind.READ, 0);

  private AccessPrinter() {}

  static CodeBlock print(GuestAccess access) {
    CodeBlock.Builder call = CodeBlock.builder()
        .add(
            "$T.of($T.$L, $L)",
            Calls.ACCESSES,
            access.kind().getDeclaringClass(),
            access.kind().name(),
            Literals.hex(access.address()));
    if (access.el() != PLAIN.el()) {
      call.add(".from($L)", access.el());
    }
    if (access.sizeBytes() != PLAIN.sizeBytes()) {
      call.add(".size($L)", access.sizeBytes());
    }
    access.register().ifPresent(r -> call.add(".register($L)", Literals.string(r.toString())));
    return call.build();
  }
}
