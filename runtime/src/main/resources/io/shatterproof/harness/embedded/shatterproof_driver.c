#include "shatterproof_driver.h"

enum { LINE_SIZE = 640, MOST_TEXT = 200 };

static const struct sp_operation *operations;
static size_t operation_count;
static const char *about;       /* the vector whose lines these are, or `set` */
static uint64_t line_number;
static const struct sp_call *current;
static bool answered;
static uint64_t vectors_run;

/* ---- Lines: "sp: ID NUMBER OBJECT CHECKSUM". ---- */

static char line[LINE_SIZE];
static size_t length;

static void put_char(char c)
{
    if (length < LINE_SIZE) {
        line[length++] = c;
    }
}

static void put(const char *text)
{
    for (; *text != '\0'; text++) {
        put_char(*text);
    }
}

static void put_digits(uint64_t value, unsigned base)
{
    char digits[20];
    size_t i = sizeof digits;
    do {
        digits[--i] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);
    while (i < sizeof digits) {
        put_char(digits[i++]);
    }
}

/* Text that nobody looked at: what JSON would have to escape becomes a question mark. */
static void put_quoted(const char *text)
{
    put_char('"');
    for (unsigned i = 0; text[i] != '\0' && i < MOST_TEXT; i++) {
        char c = text[i];
        put_char(c < ' ' || c > '~' || c == '"' || c == '\\' ? '?' : c);
    }
    put_char('"');
}

static void begin_member(const char *name)
{
    length = 0;
    put("sp: ");
    put(about);
    put_char(' ');
    put_digits(line_number++, 10);
    put(" {\"");
    put(name);
    put("\":");
}

static void begin_line(const char *name, const char *word)
{
    begin_member(name);
    put_quoted(word);
}

static void put_name(const char *name)
{
    put(",\"");
    put(name);
    put("\":");
}

static void put_number(const char *name, int64_t value)
{
    put_name(name);
    if (value < 0) {
        put_char('-');
    }
    put_digits(value < 0 ? 0 - (uint64_t)value : (uint64_t)value, 10);
}

static void put_hex_value(uint64_t value)
{
    put("\"0x");
    put_digits(value, 16);
    put_char('"');
}

static void put_hex(const char *name, uint64_t value)
{
    put_name(name);
    put_hex_value(value);
}

static void put_word(const char *name, const char *word)
{
    put_name(name);
    put_quoted(word);
}

static void put_flag(const char *name, bool value)
{
    put_name(name);
    put(value ? "true" : "false");
}

/* CRC-32 of everything behind the mark. */
static uint32_t checksum(void)
{
    uint32_t crc = 0xffffffffu;
    for (size_t i = 4; i < length; i++) {
        crc ^= (unsigned char)line[i];
        for (unsigned bit = 0; bit < 8; bit++) {
            crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xedb88320u : 0u);
        }
    }
    return ~crc;
}

static void end_line(void)
{
    put_char('}');
    uint32_t crc = checksum();
    put_char(' ');
    for (int shift = 28; shift >= 0; shift -= 4) {
        put_char("0123456789abcdef"[(crc >> shift) & 0xfu]);
    }
    put_char('\n');
    sp_put(line, length);
}

/* ---- Running. ---- */

static bool equal(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

void sp_begin(const struct sp_set *set, const char *implementation,
              const struct sp_operation *table, size_t count)
{
    operations = table;
    operation_count = count;
    vectors_run = 0;
    about = "set";
    line_number = 0;
    begin_line("log", "1.0");
    put_word("digest", set->digest);
    put_number("vectors", (int64_t)set->count);
    put_word("capabilities", set->capabilities);
    put_word("implementation", implementation);
    end_line();
}

void sp_run_vector(const struct sp_vector *vector)
{
    about = vector->id;
    line_number = 0;
    for (size_t i = 0; i < vector->count; i++) {
        current = &vector->calls[i];
        answered = false;
        size_t found = 0;
        while (found < operation_count && !equal(operations[found].name, current->name)) {
            found++;
        }
        if (found < operation_count) {
            operations[found].run(current);
        } else if (equal(current->name, "run")) {
            sp_done();
        } else {
            sp_unsupported(current->name);
        }
        if (!answered) {
            sp_failed("the operation gave no result");
        }
    }
    begin_line("end", "vector");
    put_number("calls", (int64_t)vector->count);
    end_line();
    vectors_run++;
}

void sp_end(void)
{
    about = "set";
    line_number = 1;
    begin_line("end", "set");
    put_number("vectors", (int64_t)vectors_run);
    end_line();
}

void sp_run(const struct sp_set *set, const char *implementation,
            const struct sp_operation *table, size_t count)
{
    sp_begin(set, implementation, table, count);
    for (size_t i = 0; i < set->count; i++) {
        sp_run_vector(&set->vectors[i]);
    }
    sp_end();
}

/* ---- Arguments. ---- */

static const struct sp_argument *argument(const struct sp_call *call, const char *name)
{
    for (size_t i = 0; i < call->count; i++) {
        if (equal(call->arguments[i].name, name)) {
            return &call->arguments[i];
        }
    }
    return NULL;
}

bool sp_has(const struct sp_call *call, const char *name)
{
    return argument(call, name) != NULL;
}

uint64_t sp_number(const struct sp_call *call, const char *name, uint64_t usual)
{
    const struct sp_argument *found = argument(call, name);
    return found == NULL ? usual : found->number;
}

const char *sp_text(const struct sp_call *call, const char *name, const char *usual)
{
    const struct sp_argument *found = argument(call, name);
    return found == NULL || found->text == NULL ? usual : found->text;
}

bool sp_is(const struct sp_call *call, const char *name, const char *word)
{
    return equal(sp_text(call, name, ""), word);
}

/* ---- Results. ---- */

/* Whoever gives a second result has it logged, so that the judge sees it. */
static void begin_result(void)
{
    answered = true;
    begin_line("result", current->name);
}

void sp_done(void)
{
    begin_result();
    end_line();
}

void sp_returns(int64_t code)
{
    begin_result();
    put_number("returns", code);
    end_line();
}

void sp_created(uint64_t vttbr)
{
    begin_result();
    put_hex("vttbr", vttbr);
    end_line();
}

void sp_refused(int64_t code)
{
    begin_result();
    put_number("refused", code);
    end_line();
}

static void put_order(int order)
{
    if (order >= 0) {
        put_number("order", order);
    }
}

void sp_hole(int order)
{
    begin_result();
    put_flag("mapped", false);
    put_order(order);
    end_line();
}

void sp_mapped(uint64_t pa, bool read, bool write, bool execute, int order)
{
    begin_result();
    put_flag("mapped", true);
    put_hex("pa", pa);
    put_name("perm");
    put_char('"');
    put(read ? "r" : "");
    put(write ? "w" : "");
    put(execute ? "x" : "");
    put(read || write || execute ? "\"" : "none\"");
    put_order(order);
    end_line();
}

void sp_value(uint64_t value)
{
    begin_result();
    put_hex("value", value);
    end_line();
}

void sp_resolved(bool resolved)
{
    begin_result();
    put_flag("resolved", resolved);
    end_line();
}

void sp_outcome(const char *outcome)
{
    begin_result();
    put_word("outcome", outcome);
    end_line();
}

void sp_unsupported(const char *what)
{
    begin_result();
    put_word("unsupported", what);
    end_line();
}

void sp_failed(const char *what)
{
    begin_result();
    put_word("failed", what);
    end_line();
}

/* ---- Events. ---- */

static void begin_event(const char *event, unsigned pe)
{
    begin_line("event", event);
    put_number("pe", pe);
}

void sp_event_store(unsigned pe, uint64_t table, unsigned index, int level, uint64_t ipa,
                    uint64_t before, uint64_t after, bool live)
{
    begin_event("store", pe);
    put_hex("table", table);
    put_number("index", index);
    put_number("level", level);
    put_hex("ipa", ipa);
    put_hex("old", before);
    put_hex("new", after);
    put_flag("live", live);
    end_line();
}

void sp_event_fill(unsigned pe, uint64_t table, unsigned first, unsigned count, int level,
                   uint64_t ipa, uint64_t descriptor, uint64_t stride)
{
    begin_event("fill", pe);
    put_hex("table", table);
    put_number("first", first);
    put_number("count", count);
    put_number("level", level);
    put_hex("ipa", ipa);
    put_hex("descriptor", descriptor);
    put_hex("stride", stride);
    end_line();
}

void sp_event_tlbi(unsigned pe, const char *op, uint64_t operand, unsigned vmid, uint64_t root)
{
    begin_event("tlbi", pe);
    put_word("op", op);
    if (operand != 0) {
        put_hex("operand", operand);
    }
    put_number("vmid", vmid);
    put_hex("root", root);
    end_line();
}

void sp_event_dsb(unsigned pe, const char *option)
{
    begin_event("dsb", pe);
    put_word("option", option);
    end_line();
}

void sp_event_isb(unsigned pe)
{
    begin_event("isb", pe);
    end_line();
}

void sp_event_address_translated(unsigned pe, bool write, uint64_t va, bool faulted)
{
    begin_event("address_translated", pe);
    put_flag("write", write);
    put_hex("va", va);
    put_flag("faulted", faulted);
    end_line();
}

void sp_event_clean(unsigned pe, const char *what, uint64_t pa, uint64_t size)
{
    begin_event("clean", pe);
    put_word("what", what);
    put_hex("pa", pa);
    put_hex("size", size);
    end_line();
}

void sp_event_context(unsigned pe, const char *name, uint64_t value)
{
    begin_event("context", pe);
    put_word("register", name);
    put_hex("value", value);
    end_line();
}

void sp_event_table_allocated(unsigned pe, uint64_t table)
{
    begin_event("table_allocated", pe);
    put_hex("table", table);
    end_line();
}

void sp_event_table_zeroed(unsigned pe, uint64_t table)
{
    begin_event("table_zeroed", pe);
    put_hex("table", table);
    end_line();
}

void sp_event_table_freed(unsigned pe, uint64_t table, bool again)
{
    begin_event("table_freed", pe);
    put_hex("table", table);
    if (again) {
        put_flag("again", true);
    }
    end_line();
}

void sp_event_lock(unsigned pe, unsigned domain)
{
    begin_event("lock", pe);
    put_number("domain", domain);
    end_line();
}

void sp_event_unlock(unsigned pe, unsigned domain)
{
    begin_event("unlock", pe);
    put_number("domain", domain);
    end_line();
}

void sp_event_reference_dropped(unsigned pe, uint64_t pa)
{
    begin_event("reference_dropped", pe);
    put_hex("pa", pa);
    end_line();
}

void sp_event_iommu_flush(unsigned pe, unsigned domain, uint64_t ipa, uint64_t pages)
{
    begin_event("iommu_flush", pe);
    put_number("domain", domain);
    put_hex("ipa", ipa);
    put_number("pages", (int64_t)pages);
    end_line();
}

void sp_event_preemption(unsigned pe, unsigned check)
{
    begin_event("preemption", pe);
    put_number("check", check);
    end_line();
}

void sp_event_monitor(unsigned pe, bool vcpu_paused, const char *access)
{
    begin_event("monitor", pe);
    put_flag("vcpu_paused", vcpu_paused);
    put_word("access", access);
    end_line();
}

void sp_event_domain_crash(unsigned pe, unsigned domain)
{
    begin_event("domain_crash", pe);
    put_number("domain", domain);
    end_line();
}

void sp_event_assertion(unsigned pe, const char *what)
{
    begin_event("assertion", pe);
    put_word("what", what);
    end_line();
}

void sp_event_warning(unsigned pe, unsigned count)
{
    begin_event("warning", pe);
    put_number("count", count);
    end_line();
}

void sp_event_fatal(unsigned pe, const char *what)
{
    begin_event("fatal", pe);
    put_word("what", what);
    end_line();
}

/* ---- Reports and tables. ---- */

void sp_report_ok(uint64_t pa, int level)
{
    begin_line("report", "ok");
    put_hex("pa", pa);
    if (level >= -1) {
        put_number("level", level);
    }
    end_line();
}

void sp_report_fault(const char *fault, const char *stage, int level)
{
    begin_line("report", "fault");
    put_word("fault", fault);
    put_word("stage", stage);
    if (level >= -1) {
        put_number("level", level);
    }
    end_line();
}

void sp_table(uint64_t pa, uint64_t size)
{
    begin_member("table");
    put_hex_value(pa);
    put_number("size", (int64_t)size);
    end_line();
}

void sp_word(uint64_t pa, uint64_t value)
{
    begin_member("word");
    put_hex_value(pa);
    put_hex("value", value);
    end_line();
}
