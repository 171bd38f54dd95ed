package io.shatterproof.compiler.image;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S1Field;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.register.SctlrEl1;
import io.shatterproof.compiler.model.EntryModel;
import io.shatterproof.compiler.model.Quantity;
import io.shatterproof.compiler.model.RegimeModel;
import io.shatterproof.compiler.model.StepModel;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What a regime is made of, once its entries are known.
 *
 * @param registers every register that it writes, with its value
 * @param words in order of the entries, tables before what they lead to
 * @param places where the descriptors of the entries stand
 * @param tables the table pages that entries lead to, as descriptors name them
 * @param mairBytes the bytes of MAIR_EL1 from the lowest on
 */
public record RegimeImage(
    RegimeModel regime,
    SortedMap<SystemRegister, Long> registers,
    List<Word> words,
    Map<EntryModel, Long> places,
    Map<EntryModel, Long> tables,
    List<Integer> mairBytes) {
  public RegimeImage {
    words = List.copyOf(words);
    places = Map.copyOf(places);
    tables = Map.copyOf(tables);
    mairBytes = List.copyOf(mairBytes);
  }

  /** Whether the words of its stage are stored big-endian: SCTLR_ELx.EE. */
  public boolean isSwapped(EntryModel entry) {
    SystemRegister control = entry.isStage1() ? SystemRegister.SCTLR_EL1 : SystemRegister.SCTLR_EL2;
    return SctlrEl1.EE.isSet(registers.getOrDefault(control, 0L));
  }

  /** Physical address of an entry's descriptor. */
  public OptionalLong place(EntryModel entry) {
    Long pa = places.get(entry);
    return pa == null ? OptionalLong.empty() : OptionalLong.of(pa);
  }

  /** Physical address of the table page that an entry leads to. */
  public OptionalLong tablePa(EntryModel table) {
    Long address = tables.get(table);
    return address == null
        ? OptionalLong.empty()
        : OptionalLong.of(table.isStage1() ? backing(address) : address);
  }

  private long backing(long ipa) {
    return regime
        .stage1()
        .map(stage1 -> ipa - stage1.ipa() + stage1.backing().pa())
        .orElse(ipa);
  }

  /** The word that a store puts into memory. */
  public long word(StepModel.StoreStep store) {
    long word = store.stored().map(stored -> word(stored, store)).orElse(0L);
    return isSwapped(store.entry()) ? Long.reverseBytes(word) : word;
  }

  private long word(EntryModel stored, StepModel.StoreStep store) {
    if (stored.kind() == EntryModel.Kind.TABLE) {
      long next = store
          .table()
          .map(tables::get)
          .or(() -> stored.value().map(Quantity::value))
          .orElse(0L);
      return stored.word() | format(stored).table(next);
    }
    return stored.mair().isEmpty()
        ? stored.word()
        : S1Field.ATTRINDX.in(stored.word(), mairBytes.indexOf(stored.mair().getAsInt()));
  }

  /** That of its stage: stage 1 has a 4K granule. */
  private static S2Format format(EntryModel entry) {
    return entry.isStage1() ? S2Format.of(Granule.SIZE_4K) : entry.regime().format();
  }

  /** Size of the table pages of an entry's stage. */
  public long tableBytes(EntryModel entry) {
    return format(entry).granule().sizeBytes();
  }
}
