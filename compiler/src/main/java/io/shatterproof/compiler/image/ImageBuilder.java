package io.shatterproof.compiler.image;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.MemoryWord;
import io.shatterproof.arch.S1Field;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.register.SctlrEl1;
import io.shatterproof.arch.register.VttbrEl2;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.RegimeModel.Stage1Model;
import io.shatterproof.compiler.model.Spanned;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/** Builds the tables of a regime from its entries. */
public final class ImageBuilder {
  private static final int MAIR_BYTES = 8;

  private final RegimeModel regime;
  private final List<EntryModel> entries;
  private final List<EntryModel> stored;
  private final DiagnosticSink sink;
  private final SortedMap<SystemRegister, Long> registers;
  private final List<Word> words = new ArrayList<>();
  private final Map<EntryModel, Long> places = new LinkedHashMap<>();
  private final Map<EntryModel, Long> tables = new LinkedHashMap<>();
  private final List<Integer> mairBytes = new ArrayList<>();

  private ImageBuilder(
      RegimeModel regime, List<EntryModel> entries, List<EntryModel> stored, DiagnosticSink sink) {
    this.regime = regime;
    this.entries = entries;
    this.stored = stored;
    this.sink = sink;
    this.registers = new TreeMap<>(regime.registers());
  }

  /**
   * The tables; what cannot be built is reported and left out.
   *
   * @param stored what is stored in entries later, as if it were declared
   */
  public static RegimeImage build(
      RegimeModel regime, List<EntryModel> entries, List<EntryModel> stored, DiagnosticSink sink) {
    return new ImageBuilder(regime, entries, stored, sink).build();
  }

  private RegimeImage build() {
    if (regime.isRaw()) {
      return image();
    }
    Granule granule = regime.format().granule();
    long startEntries = regime.startEntries();
    int startTables = Math.toIntExact(Math.max(1, startEntries / granule.entriesPerTable()));
    TablePool pool = new TablePool(
        regime.tables().pa(),
        regime.tables().sizeBytes(),
        granule.sizeBytes(),
        explicitTables(false, granule.sizeBytes()));
    OptionalLong start = startTable(pool, startTables);
    if (start.isEmpty()) {
      sink.report(Diagnostic.of(
              Code.TABLES_FULL,
              regime.tables().span(),
              "the start table of regime `" + regime.name() + "` does not fit in here")
          .withHelp(
              "it takes " + startTables * granule.sizeBytes() / 1024 + "K, aligned to its size"));
      return image();
    }
    TableBuilder stage2 = new TableBuilder(
        regime.format(),
        regime.startLevel(),
        startEntries,
        start.getAsLong(),
        regime.name(),
        pool,
        existing(swapped(SystemRegister.SCTLR_EL2)),
        sink);
    registers.merge(
        SystemRegister.VTTBR_EL2,
        VttbrEl2.ofBase(regime.root().orElse(start.getAsLong())),
        (fields, base) -> fields | base);
    for (EntryModel entry : entries) {
      if (!entry.isStage1()) {
        put(entry, stage2, entry.word(), address -> address);
      }
    }
    stage2.tables().forEach(tables::put);
    regime.stage1().ifPresent(stage1 -> new Stage1(stage1, stage2).build());
    return image();
  }

  private void put(EntryModel entry, TableBuilder tree, long word, LongUnaryOperator backing) {
    if (entry.isUnlinked()) {
      tree.makeUnlinked(entry);
    } else {
      tree.place(entry, word).ifPresent(address -> places.put(entry, backing.applyAsLong(address)));
    }
  }

  private RegimeImage image() {
    return new RegimeImage(regime, registers, words, places, tables, mairBytes);
  }

  private OptionalLong startTable(TablePool pool, int startTables) {
    long alignment = regime.startAlignment();
    if (regime.root().isPresent() && exists(regime.root().getAsLong() & -alignment)) {
      return OptionalLong.of(regime.root().getAsLong() & -alignment);
    }
    return pool.take(startTables);
  }

  /** Where tables are that descriptors name, so that nothing else is put there. */
  private Set<Long> explicitTables(boolean isStage1, long tableBytes) {
    Set<Long> tables = new HashSet<>();
    for (EntryModel entry : Stream.concat(entries.stream(), stored.stream()).toList()) {
      if (entry.kind() == EntryModel.Kind.TABLE && entry.isStage1() == isStage1) {
        entry.value().ifPresent(next -> tables.add(next.value() & -tableBytes));
      }
    }
    if (!isStage1) {
      regime.root().ifPresent(root -> tables.add(root & -tableBytes));
    }
    return tables;
  }

  private Consumer<Word> swapped(SystemRegister control) {
    boolean isBigEndian = SctlrEl1.EE.isSet(regime.register(control));
    return word -> words.add(
        isBigEndian
            ? new Word(word.span(), word.pa(), Long.reverseBytes(word.value()), word.note())
            : word);
  }

  private Consumer<Word> existing(Consumer<Word> next) {
    return word -> {
      if (exists(word.pa())) {
        next.accept(word);
      } else {
        sink.report(Diagnostic.of(
                Code.NO_MEMORY,
                word.span(),
                "this needs memory at 0x" + Long.toHexString(word.pa()) + ", where regime `"
                    + regime.name() + "` has none")
            .withHelp("add `memory 0x" + Long.toHexString(word.pa() & -0x1_0000L)
                + " size 64K` to the regime")
            .withNote("regime declared at", regime.span()));
      }
    };
  }

  private boolean exists(long pa) {
    return regime.tables().contains(pa)
        || regime.memory().stream().anyMatch(range -> range.contains(pa))
        || regime.stage1().filter(stage1 -> stage1.backing().contains(pa)).isPresent();
  }

  /** The tables of stage 1, and what stage 2 needs for them. */
  private final class Stage1 {
    private static final long TABLE_BYTES = 4096;

    private final Stage1Model stage1;
    private final TableBuilder stage2;

    Stage1(Stage1Model stage1, TableBuilder stage2) {
      this.stage1 = stage1;
      this.stage2 = stage2;
    }

    void build() {
      TablePool pool = new TablePool(
          stage1.ipa(),
          stage1.backing().sizeBytes(),
          TABLE_BYTES,
          explicitTables(true, TABLE_BYTES));
      long start = pool.take(1).orElseThrow(); // a range has at least one page
      S2Format format = S2Format.of(Granule.SIZE_4K);
      Set<Long> used = new java.util.TreeSet<>(Long::compareUnsigned);
      used.add(start & -granuleBytes());
      Consumer<Word> backed = existing(swapped(SystemRegister.SCTLR_EL1));
      TableBuilder tree = new TableBuilder(
          format,
          stage1.startLevel(),
          format.granule().entriesPerTable(),
          start,
          regime.name() + ": stage 1",
          pool,
          word -> {
            used.add(word.pa() & -granuleBytes());
            backed.accept(new Word(word.span(), backing(word.pa()), word.value(), word.note()));
          },
          sink);
      registers.put(SystemRegister.TTBR0_EL1, start);
      for (EntryModel entry : entries) {
        if (entry.isStage1()) {
          put(entry, tree, withIndex(entry), this::backing);
        }
      }
      stored.stream().filter(EntryModel::isStage1).forEach(this::withIndex);
      tables.putAll(tree.tables());
      tree.tables().forEach((entry, page) -> {
        if (entry.isUnlinked()) {
          used.add(page & -granuleBytes());
        }
      });
      registers.put(SystemRegister.MAIR_EL1, mair());
      used.forEach(this::map);
    }

    private long granuleBytes() {
      return regime.format().granule().sizeBytes();
    }

    private long backing(long ipa) {
      return ipa - stage1.ipa() + stage1.backing().pa();
    }

    private long withIndex(EntryModel entry) {
      if (entry.mair().isEmpty()) {
        return entry.word();
      }
      int attributes = entry.mair().getAsInt();
      int index = mairBytes.indexOf(attributes);
      if (index < 0) {
        index = mairBytes.size();
        mairBytes.add(attributes);
      }
      if (index == MAIR_BYTES) {
        sink.report(Diagnostic.of(
            Code.TOO_MANY_ATTRIBUTES,
            entry.nameSpan(),
            "MAIR_EL1 has eight bytes, and this is the ninth kind of memory"));
      }
      if (index >= MAIR_BYTES) {
        return entry.word();
      }
      return S1Field.ATTRINDX.in(entry.word(), index);
    }

    private long mair() {
      long mair = 0;
      for (int index = 0; index < Math.min(MAIR_BYTES, mairBytes.size()); index++) {
        mair |= (long) mairBytes.get(index) << (8 * index);
      }
      return mair;
    }

    /** A page of stage 2 for the walker of stage 1, unless the scenario says what stands there. */
    private void map(long ipa) {
      if (stage2.isDecided(ipa)) {
        return;
      }
      long pa = backing(ipa);
      long word = regime.format().leaf(pa, 3, new S2Permissions(true, true, false), writeBack());
      stage2.place(page(ipa, pa, word), word);
    }

    private MemoryAttributes writeBack() {
      int memAttr = MemoryWord.writeBack(regime.forcesAttributes());
      return new MemoryAttributes(memAttr, Shareability.INNER);
    }

    private EntryModel page(long ipa, long pa, long word) {
      return new EntryModel(
          stage1.backing().span(),
          stage1.backing().span(),
          regime.name() + " stage 1 tables",
          regime,
          false,
          EntryModel.Kind.PAGE,
          new Quantity(ipa, stage1.backing().span()),
          new Spanned<>(3, stage1.backing().span()),
          word,
          Optional.of(new Quantity(pa, stage1.backing().span())),
          OptionalInt.empty());
    }
  }
}
