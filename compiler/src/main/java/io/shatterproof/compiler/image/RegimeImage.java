package io.shatterproof.compiler.image;

import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.register.SctlrEl1;
import io.shatterproof.compiler.model.EntryModel;
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
 */
public record RegimeImage(
    SortedMap<SystemRegister, Long> registers, List<Word> words, Map<EntryModel, Long> places) {
  public RegimeImage {
    words = List.copyOf(words);
    places = Map.copyOf(places);
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
}
