package io.shatterproof.compiler.image;

import io.shatterproof.arch.S2Format;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.EntryModel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The tables of one stage, which grow as entries need them. Addresses are those that descriptors
 * name.
 */
final class TableBuilder {
  private final S2Format format;
  private final int startLevel;
  private final long startEntries;
  private final long startTable;
  private final String name;
  private final TablePool pool;
  private final Consumer<Word> words;
  private final DiagnosticSink sink;
  private final Map<Long, Slot> slots = new HashMap<>();
  private final Map<EntryModel, Long> tables = new LinkedHashMap<>();

  /** What stands at an address: an entry as declared, or a table that it needed. */
  private record Slot(Optional<EntryModel> entry, OptionalLong nextTable) {}

  /**
   * An empty start table.
   *
   * @param name what it belongs to, for notes
   * @param words takes what is stored
   */
  TableBuilder(
      S2Format format,
      int startLevel,
      long startEntries,
      long startTable,
      String name,
      TablePool pool,
      Consumer<Word> words,
      DiagnosticSink sink) {
    this.format = format;
    this.startLevel = startLevel;
    this.startEntries = startEntries;
    this.startTable = startTable;
    this.name = name;
    this.pool = pool;
    this.words = words;
    this.sink = sink;
  }

  /** Makes the page of an unlinked table; without room that is reported. */
  void makeUnlinked(EntryModel table) {
    fresh(table).ifPresent(page -> tables.put(table, page));
  }

  /** The pages of the tables that are entries. */
  Map<EntryModel, Long> tables() {
    return tables;
  }

  /** The address of the descriptor, if its tables could be made; mistakes are reported. */
  OptionalLong place(EntryModel entry, long word) {
    int level = entry.level().value();
    OptionalLong table = tableFor(entry, level);
    if (table.isEmpty()) {
      return OptionalLong.empty();
    }
    long address = descriptor(table.getAsLong(), entry.address().value(), level);
    Slot earlier = slots.get(address);
    if (earlier != null) {
      reportTaken(entry, earlier);
      return OptionalLong.empty();
    }
    OptionalLong next = entry.kind() == EntryModel.Kind.TABLE ? next(entry) : OptionalLong.empty();
    if (entry.kind() == EntryModel.Kind.TABLE && next.isEmpty()) {
      return OptionalLong.empty();
    }
    slots.put(address, new Slot(Optional.of(entry), next));
    next.ifPresent(page -> tables.put(entry, page));
    long stored = next.isPresent() ? word | format.table(next.getAsLong()) : word;
    words.accept(new Word(entry.span(), address, stored, note(entry, next)));
    return OptionalLong.of(address);
  }

  /** Whether something declared decides about an address at the last level. */
  boolean isDecided(long input) {
    long table = startTable;
    for (int level = startLevel; level <= 3; level++) {
      Slot slot = slots.get(descriptor(table, input, level));
      if (slot == null) {
        return false;
      }
      if (slot.nextTable().isEmpty()) {
        return true;
      }
      table = slot.nextTable().getAsLong();
    }
    return true;
  }

  private OptionalLong next(EntryModel entry) {
    return entry.value().isPresent() ? OptionalLong.of(entry.value().get().value()) : fresh(entry);
  }

  private static String note(EntryModel entry, OptionalLong next) {
    String stage = entry.isStage1() ? "stage 1 " : "";
    String value = next.isPresent()
        ? " " + hex(next.getAsLong())
        : entry.value().map(quantity -> " " + quantity.hex()).orElse("");
    return entry.name() + ": " + stage + entry.kind().word() + value;
  }

  private OptionalLong tableFor(EntryModel entry, int last) {
    Optional<Long> top = entry.under().map(tables::get);
    if (entry.under().isPresent() && top.isEmpty()) {
      return OptionalLong.empty(); // there was no room for it, which has been told
    }
    long table = top.orElse(startTable);
    int first = entry.under().map(under -> under.level().value() + 1).orElse(startLevel);
    for (int level = first; level < last; level++) {
      long address = descriptor(table, entry.address().value(), level);
      Slot slot = slots.get(address);
      if (slot == null) {
        OptionalLong fresh = fresh(entry);
        if (fresh.isEmpty()) {
          return fresh;
        }
        slot = new Slot(Optional.empty(), fresh);
        slots.put(address, slot);
        words.accept(new Word(
            entry.span(),
            address,
            format.table(fresh.getAsLong()),
            name + ": table of level " + (level + 1) + " " + hex(fresh.getAsLong())));
      }
      if (slot.nextTable().isEmpty()) {
        reportBelow(entry, slot, level);
        return OptionalLong.empty();
      }
      table = slot.nextTable().getAsLong();
    }
    return OptionalLong.of(table);
  }

  private OptionalLong fresh(EntryModel entry) {
    OptionalLong table = pool.take(1);
    if (table.isEmpty()) {
      sink.report(Diagnostic.of(
              Code.TABLES_FULL,
              entry.nameSpan(),
              "the memory for " + (entry.isStage1() ? "stage 1 " : "") + "tables of regime `"
                  + entry.regime().name() + "` has no room for one more")
          .withHelp("give `" + (entry.isStage1() ? "stage1 " : "") + "tables in` a larger size")
          .withNote("regime declared at", entry.regime().span()));
    }
    return table;
  }

  private long descriptor(long table, long input, int level) {
    long entries = level == startLevel ? startEntries : format.granule().entriesPerTable();
    return table + (((input >>> format.granule().levelShift(level)) & (entries - 1)) << 3);
  }

  private void reportTaken(EntryModel entry, Slot earlier) {
    Diagnostic diagnostic = Diagnostic.of(
        Code.ENTRY_TAKEN,
        entry.nameSpan(),
        earlier.entry().isPresent()
            ? "`" + entry.name() + "` stands where `" + earlier.entry().get().name() + "` does"
            : "`" + entry.name() + "` stands where a table is that an entry above needs");
    sink.report(
        earlier.entry().isPresent()
            ? diagnostic.withNote(
                "`" + earlier.entry().get().name() + "` declared at",
                earlier.entry().get().nameSpan())
            : diagnostic.withHelp("declare it before what lies below it"));
  }

  private void reportBelow(EntryModel entry, Slot above, int level) {
    EntryModel blocking = above.entry().orElseThrow(); // tables made on need have a next one
    sink.report(Diagnostic.of(
            Code.BELOW_LEAF,
            entry.nameSpan(),
            "`" + entry.name() + "` lies below `" + blocking.name() + "`, the "
                + blocking.kind().word() + " of level " + level + ", where no walk goes on")
        .withNote("`" + blocking.name() + "` declared at", blocking.nameSpan()));
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
