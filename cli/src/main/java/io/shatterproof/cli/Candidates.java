package io.shatterproof.cli;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.event.ViolationName;
import io.shatterproof.harness.Faults;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.sets.Selection;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.archive.Compression;
import io.shatterproof.vector.archive.Compressions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Values of options that a shell can complete. Every command line makes these; only completion
 * asks.
 */
final class Candidates {
  private Candidates() {}

  private static <T> Iterator<String> words(T[] values, Function<T, String> wordOf) {
    return Arrays.stream(values).map(wordOf).iterator();
  }

  static final class Shells implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("bash", "zsh").iterator();
    }
  }

  static final class CommandNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Commands.names().iterator();
    }
  }

  static final class CompressionNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Compressions.all().stream().map(Compression::name).iterator();
    }
  }

  static final class Colors implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("always", "auto", "never").iterator();
    }
  }

  static final class Forms implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("text", "json").iterator();
    }
  }

  static final class DiagnosticForms implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words(DiagnosticForm.values(), DiagnosticForm::word);
    }
  }

  static final class Reports implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("junit:", "tap:", "jsonl:").iterator();
    }
  }

  static final class Levels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("-1", "0", "1", "2", "3").iterator();
    }
  }

  static final class Registers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words(SystemRegister.values(), SystemRegister::word);
    }
  }

  static final class PaBits implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return new TreeSet<>(Platform.PA_RANGES).stream().map(String::valueOf).iterator();
    }
  }

  static final class Features implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words(Feature.values(), Feature::word);
    }
  }

  static final class Capabilities implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words(Capability.values(), Capability::word);
    }
  }

  static final class Rules implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words(ViolationName.values(), ViolationName::word);
    }
  }

  static final class Profiles implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return new ReferenceProvider().profiles().iterator();
    }
  }

  static final class Scopes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      List<String> scopes = new ArrayList<>(new ReferenceProvider().profiles());
      scopes.add(Selection.ARCHITECTURE);
      return scopes.iterator();
    }
  }

  static final class SeededFaults implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }

    static Stream<String> names() {
      return Faults.all(Candidates.class.getClassLoader()).stream()
          .map(fault -> fault.fault().name())
          .distinct();
    }
  }

  static final class Implementations implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Stream.of("reference", "wrong"), SeededFaults.names())
          .iterator();
    }
  }

  static final class Codes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return words(Code.values(), Code::number);
    }
  }
}
