package io.shatterproof.cli;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.decode.Account;
import io.shatterproof.arch.decode.Decoder;
import io.shatterproof.arch.decode.Stage2Control;
import io.shatterproof.tables.TableImage;
import io.shatterproof.tables.TableTree;
import io.shatterproof.vector.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Tells registers, stage 2 descriptors and dumps of table pages in words. */
@Command(
    name = "decode",
    description = "Tells registers, stage 2 descriptors and dumps of table pages in words.",
    footer = {
      "",
      "Examples:",
      "  shatterproof decode vtcr_el2 0x80023559",
      "  shatterproof decode --vtcr 0x80023559 --level 3 0x987657ff",
      "  shatterproof decode esr_el2 0x93c18007 hpfar_el2 0x4123450",
      "  shatterproof decode tlbi ipas2e1is 0x700000412345",
      "  shatterproof decode tlbi 4,8,0,1",
      "  shatterproof decode --vtcr 0x80023559 --dump pages.bin --base 0x80000000 --vttbr 0x80000000"
    })
final class DecodeCommand implements Callable<Integer> {
  private static final int LAST_LEVEL = 3;

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  private final ControlOptions controls = new ControlOptions();

  @Option(
      names = "--level",
      paramLabel = "N",
      converter = Level.class,
      completionCandidates = Candidates.Levels.class,
      description = "The level of the descriptors, -1 to 3. Without it they are told as at each"
          + " level of the walk.")
  private @Nullable Integer level;

  @Option(
      names = "--register",
      paramLabel = "NAME",
      converter = RegisterName.class,
      completionCandidates = Candidates.Registers.class,
      description = "The register of the values before the first name.")
  private @Nullable SystemRegister register;

  @Mixin
  private final FormOption form = new FormOption();

  @Mixin
  private final DumpOptions dump = new DumpOptions();

  @Parameters(
      paramLabel = "VALUE",
      arity = "0..*",
      description = "A descriptor, or the name of a register and its value: 0x987657ff, or vtcr_el2"
          + " 0x80023559. A name holds for the values behind it; VTCR_EL2 and HCR_EL2 hold as --vtcr"
          + " and --hcr do. Or tlbi, a TLB maintenance operation (its name, or op1,CRn,CRm,op2) and"
          + " its operand.")
  private List<String> values = List.of();

  /** A level of a walk. */
  static final class Level implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("-1|[0-3]")) {
        throw new TypeConversionException("'" + text + "' is no level: they are -1 to 3");
      }
      return Integer.parseInt(text);
    }
  }

  @Override
  public Integer call() {
    try {
      dump.check();
      Path file = dump.file();
      return file == null ? decodeValues() : printTree(file);
    } catch (TypeConversionException mistake) {
      throw new ParameterException(spec.commandLine(), mistake.getMessage(), mistake);
    }
  }

  private int decodeValues() {
    if (values.isEmpty()) {
      throw new TypeConversionException("nothing to decode: a VALUE or --dump is missing");
    }
    if (TlbiToDecode.isMeant(values)) {
      return decodeOperations(TlbiToDecode.parse(values.subList(1, values.size())));
    }
    List<WordToDecode> words = WordToDecode.parse(Optional.ofNullable(register), values);
    boolean hasDescriptor = words.stream().anyMatch(word -> word.register().isEmpty());
    if (level != null && !hasDescriptor) {
      throw new TypeConversionException("--level is for descriptors, and there is none");
    }
    DecodedOutput decoded = new DecodedOutput(form.isJson());
    boolean needsVtcr = false;
    for (WordToDecode word : words) {
      Decoder decoder = new Decoder(controls.control());
      Optional<SystemRegister> named = word.register();
      Optional<String> why = decoder.control().cannotDecode();
      if (named.isPresent()) {
        decoded.add(decoder.register(named.get(), word.value()));
        remember(named.get(), word.value());
        needsVtcr |= named.get() == SystemRegister.VTTBR_EL2;
      } else if (why.isPresent()) {
        main.console().complain(why.get());
        return ExitCode.FAILED;
      } else {
        descriptor(decoder, word.value(), decoded);
        needsVtcr = true;
      }
    }
    decoded.print(main.console().out(), controls.assumptions(needsVtcr));
    return ExitCode.OK;
  }

  private int decodeOperations(List<TlbiToDecode> operations) {
    if (level != null || register != null) {
      throw new TypeConversionException("--level and --register are not for tlbi");
    }
    Decoder decoder = new Decoder(controls.control());
    DecodedOutput decoded = new DecodedOutput(form.isJson());
    boolean needsVtcr = false;
    for (TlbiToDecode operation : operations) {
      boolean hasOperand = operation.operand().isPresent();
      Account account = hasOperand
          ? decoder.tlbi(operation.op(), operation.operand().getAsLong())
          : decoder.tlbi(operation.op());
      decoded.add(account);
      needsVtcr |= hasOperand && operation.op().scope() == TlbiOp.Scope.IPA;
    }
    decoded.print(main.console().out(), controls.assumptions(needsVtcr));
    return ExitCode.OK;
  }

  private void remember(SystemRegister register, long value) {
    if (register == SystemRegister.VTCR_EL2) {
      controls.setVtcr(value);
    } else if (register == SystemRegister.HCR_EL2) {
      controls.setHcr(value);
    }
  }

  private void descriptor(Decoder decoder, long descriptor, DecodedOutput decoded) {
    if (level == null) {
      atEachLevel(decoder.descriptor(descriptor), decoded);
      return;
    }
    if (level < decoder.firstLevel()) {
      throw new TypeConversionException(
          "a " + decoder.control().granule() + " granule has no level " + level
              + " here: its levels are " + decoder.firstLevel() + " to " + LAST_LEVEL);
    }
    decoded.add(decoder.descriptor(descriptor, level));
  }

  /** A word that means something at a level is not told in full where it is reserved. */
  private static void atEachLevel(List<Decoder.AtLevels> all, DecodedOutput decoded) {
    for (Decoder.AtLevels one : all) {
      boolean isShort = all.size() > 1 && one.kind() == DescriptorKind.RESERVED;
      decoded.addAtLevels(one.account(), one.first(), one.last(), isShort);
    }
    if (all.size() > 1) {
      decoded.addRemark("no --level given: told as at each level of the walk");
    }
  }

  private int printTree(Path file) {
    if (!values.isEmpty() || level != null || register != null) {
      throw new TypeConversionException("--dump stands alone: no VALUE, --level or --register");
    }
    if (form.isJson()) {
      throw new TypeConversionException("--dump prints a tree of text: not with --format json");
    }
    if (!controls.hasVtcr()) {
      throw new TypeConversionException("--dump needs --vtcr");
    }
    Stage2Control control = controls.control();
    Optional<String> obstacle = control
        .cannotDecode()
        .or(() -> control.obstacle().map(rule -> "VTCR_EL2 is illegal: " + rule));
    if (obstacle.isPresent()) {
      main.console().complain(obstacle.get());
      return ExitCode.FAILED;
    }
    long rootPa = dump.rootPa(control);
    try {
      TableImage image = dump.read(file);
      PrintWriter out = main.console().out();
      TableTree.print(image, control, rootPa, dump.maxLines(), out::println);
      String assumptions = controls.assumptions(false);
      if (!assumptions.isEmpty()) {
        out.println("\n" + assumptions);
      }
      return ExitCode.OK;
    } catch (IOException unreadable) {
      main.console().complain(FileErrors.cannotRead(file, unreadable));
    } catch (IllegalArgumentException malformed) {
      main.console().complain(VisibleText.of(file.toString()) + ": " + malformed.getMessage());
    }
    return ExitCode.FAILED;
  }
}
