/*
 * Lets the judge use the P2M of p2m.c: reads calls from standard input, one a line, and answers on
 * standard output. The protocol is described in docs/protocol.md.
 */
#include "json.h"
#include "machine.h"
#include "p2m.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DOMAINS = 255, OUTPUT_SIZE = 1 << 16, LONGEST_MEMBER = 256 };

static struct p2m domains[MAX_DOMAINS];
static unsigned domain_count;
static unsigned pes;

/* ---- What is written: lines, kept until somebody waits for them. ---- */

static char output[OUTPUT_SIZE];
static size_t output_length;

static void flush_output(void)
{
    fwrite(output, 1, output_length, stdout);
    fflush(stdout);
    output_length = 0;
}

static void put(const char *text)
{
    size_t length = strlen(text);
    if (output_length + length > OUTPUT_SIZE) {
        flush_output();
    }
    if (length > OUTPUT_SIZE) { /* a name that somebody sent */
        fwrite(text, 1, length, stdout);
        return;
    }
    memcpy(output + output_length, text, length);
    output_length += length;
}

static void put_digits(uint64_t value, unsigned base)
{
    char digits[24];
    unsigned i = sizeof digits;
    digits[--i] = '\0';
    do {
        digits[--i] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);
    put(digits + i);
}

static void put_name(const char *name)
{
    put(",\"");
    put(name);
    put("\":");
}

static void put_hex(const char *name, uint64_t value)
{
    put_name(name);
    put("\"0x");
    put_digits(value, 16);
    put("\"");
}

static void put_number(const char *name, int64_t value)
{
    put_name(name);
    if (value < 0) {
        put("-");
        put_digits(0 - (uint64_t)value, 10);
    } else {
        put_digits((uint64_t)value, 10);
    }
}

/* A word that needs no escapes. */
static void put_word(const char *name, const char *word)
{
    put_name(name);
    put("\"");
    put(word);
    put("\"");
}

static void put_flag(const char *name, bool value)
{
    put_name(name);
    put(value ? "true" : "false");
}

static void begin_event(const char *event, unsigned pe)
{
    put("{\"event\":\"");
    put(event);
    put("\"");
    put_number("pe", pe);
}

static void end_line(void)
{
    put("}\n");
}

/* ---- What happens: the machine tells it, and the judge hears it. ---- */

void observe_store(unsigned pe, uint64_t table, unsigned index, int level, uint64_t ipa,
                   uint64_t before, uint64_t after)
{
    begin_event("store", pe);
    put_hex("table", table);
    put_number("index", index);
    put_number("level", level);
    put_hex("ipa", ipa);
    put_hex("old", before);
    put_hex("new", after);
    put_flag("live", true); /* what is not live yet is filled */
    end_line();
}

void observe_fill(unsigned pe, uint64_t table, int level, uint64_t ipa, uint64_t first,
                  uint64_t stride)
{
    begin_event("fill", pe);
    put_hex("table", table);
    put_number("first", 0);
    put_number("count", WORDS_PER_PAGE);
    put_number("level", level);
    put_hex("ipa", ipa);
    put_hex("descriptor", first);
    put_hex("stride", stride);
    end_line();
}

void observe_tlbi(unsigned pe, enum tlbi_op op, uint64_t vttbr)
{
    begin_event("tlbi", pe);
    put_word("op", op == TLBI_VMALLS12E1IS ? "vmalls12e1is" : "vmalls12e1");
    put_number("vmid", (int64_t)(vttbr >> 48));
    put_hex("root", vttbr & 0x0000fffffffffffeu);
    end_line();
}

void observe_dsb(unsigned pe)
{
    begin_event("dsb", pe);
    put_word("option", "ish");
    end_line();
}

void observe_isb(unsigned pe)
{
    begin_event("isb", pe);
    end_line();
}

void observe_clean(unsigned pe, bool whole_table, uint64_t pa)
{
    begin_event("clean", pe);
    put_word("what", whole_table ? "table" : "entry");
    put_hex("pa", pa);
    put_hex("size", whole_table ? PAGE_SIZE : 8);
    end_line();
}

void observe_vttbr(unsigned pe, uint64_t vttbr)
{
    begin_event("context", pe);
    put_word("register", "vttbr_el2");
    put_hex("value", vttbr);
    end_line();
}

void observe_alloc(unsigned pe, uint64_t table)
{
    begin_event("table_allocated", pe);
    put_hex("table", table);
    end_line();
}

void observe_free(unsigned pe, uint64_t table)
{
    begin_event("table_freed", pe);
    put_hex("table", table);
    end_line();
}

void observe_lock(unsigned pe, unsigned domain, bool taken)
{
    begin_event(taken ? "lock" : "unlock", pe);
    put_number("domain", domain);
    end_line();
}

/* ---- What is asked. A result is the last line of an answer, and says which call it is of. ---- */

static void begin_result(const struct json_object *call)
{
    put("{\"result\":\"");
    put(json_text(call, "call", ""));
    put("\"");
    put_number("run", json_number(call, "run", 0));
    put_number("n", json_number(call, "n", 0));
}

static void done(const struct json_object *call)
{
    begin_result(call);
    end_line();
}

static void returned(const struct json_object *call, int64_t code)
{
    begin_result(call);
    put_number("returns", code);
    end_line();
}

static void unsupported(const struct json_object *call, const char *what)
{
    begin_result(call);
    put_word("unsupported", what);
    end_line();
}

/* The judge never asks such a thing; whoever tries the program by hand may. */
static void fail(const char *what)
{
    flush_output();
    fprintf(stderr, "provider: %s\n", what);
    exit(EXIT_FAILURE);
}

static struct p2m *domain_of(const struct json_object *call)
{
    int64_t number = json_number(call, "domain", -1);
    if (number < 0 || number >= (int64_t)domain_count) {
        fail("there is no such domain");
    }
    return &domains[number];
}

static unsigned pe_of(const struct json_object *call)
{
    int64_t pe = json_number(call, "pe", 0);
    if (pe < 0 || pe >= (int64_t)pes) {
        fail("there is no such PE");
    }
    return (unsigned)pe;
}

static bool is_word(const struct json_object *call, const char *name, const char *word)
{
    return strcmp(json_text(call, name, ""), word) == 0;
}

static void hello(const struct json_object *call)
{
    if (strncmp(json_text(call, "protocol", ""), "1.", 2) != 0) {
        put("{\"result\":\"hello\",\"refused\":\"this program speaks protocol 1.0\"}\n");
        return;
    }
    put("{\"result\":\"hello\",\"protocol\":\"1.0\",\"name\":\"c-example\","
        "\"capabilities\":[\"p2m\",\"events\",\"descriptors\",\"multi-pe\"]}\n");
}

static void run(const struct json_object *call)
{
    pes = (unsigned)json_number(call, "pes", 1);
    if (pes < 1 || pes > MACHINE_MAX_PES) {
        fail("a machine has 1 to 1024 PEs");
    }
    machine_reset(is_word(call, "walker", "coherent"));
    p2m_reset();
    domain_count = 0;
    done(call);
}

static void create_domain(const struct json_object *call)
{
    if (!is_word(call, "granule", "4K")) {
        unsupported(call, "granules other than 4K");
        return;
    }
    if (json_flag(call, "uses_iommu")) {
        unsupported(call, "an IOMMU");
        return;
    }
    struct p2m_config config = {
        .ipa_bits = (unsigned)json_number(call, "ipa_bits", 40),
        .start_level = (int)json_number(call, "start_level", 1),
        .start_tables = (unsigned)json_number(call, "start_tables", 1),
        .operated_by = (unsigned)json_number(call, "operated_by", 0),
        .vmid = (int)json_number(call, "vmid", 0),
    };
    if (config.operated_by >= pes || domain_count == MAX_DOMAINS) {
        unsupported(call, "such domains");
        return;
    }
    struct p2m *p2m = &domains[domain_count];
    p2m->number = domain_count;
    int error = p2m_create(p2m, &config);
    begin_result(call);
    if (error != 0) {
        put_number("refused", error);
    } else {
        domain_count++;
        put_hex("vttbr", p2m_vttbr(p2m));
    }
    end_line();
    if (error != 0) {
        return;
    }
    /* From here on these PEs have it loaded, as the judge knows. */
    unsigned guests[MACHINE_MAX_PES];
    unsigned count = json_numbers(call, "runs_on", guests, MACHINE_MAX_PES);
    machine_begin_with_vttbr(config.operated_by, p2m_vttbr(p2m));
    for (unsigned i = 0; i < count; i++) {
        if (guests[i] < pes) {
            machine_begin_with_vttbr(guests[i], p2m_vttbr(p2m));
        }
    }
}

static struct p2m_attributes attributes_of(const struct json_object *call)
{
    const char *letters = json_text(call, "perm", "");
    struct p2m_attributes attributes = {
        .memattr = (unsigned)json_number(call, "memattr", 15) & 0xf,
        .shareability = P2M_NON_SHAREABLE,
    };
    if (strcmp(letters, "none") != 0) {
        attributes.permissions = (strchr(letters, 'r') != NULL ? P2M_READ : 0u)
                                 | (strchr(letters, 'w') != NULL ? P2M_WRITE : 0u)
                                 | (strchr(letters, 'x') != NULL ? P2M_EXECUTE : 0u);
    }
    if (is_word(call, "sh", "inner")) {
        attributes.shareability = P2M_INNER_SHAREABLE;
    } else if (is_word(call, "sh", "outer")) {
        attributes.shareability = P2M_OUTER_SHAREABLE;
    }
    return attributes;
}

static void map(const struct json_object *call)
{
    if (json_text(call, "access", NULL) != NULL) {
        unsupported(call, "access restrictions");
        return;
    }
    struct p2m_attributes attributes = attributes_of(call);
    returned(call, p2m_map(domain_of(call), pe_of(call), json_hex(call, "ipa"),
                           json_hex(call, "size"), json_hex(call, "pa"), &attributes));
}

static void unmap(const struct json_object *call)
{
    returned(call, p2m_unmap(domain_of(call), pe_of(call), json_hex(call, "ipa"),
                             json_hex(call, "size")));
}

static void lookup(const struct json_object *call)
{
    struct p2m_mapping mapping = p2m_lookup(domain_of(call), json_hex(call, "ipa"));
    begin_result(call);
    put_flag("mapped", mapping.mapped);
    if (mapping.mapped) {
        char letters[4] = "";
        unsigned count = 0;
        for (unsigned i = 0; i < 3; i++) {
            if ((mapping.permissions & 1u << i) != 0) {
                letters[count++] = "rwx"[i];
            }
        }
        letters[count] = '\0';
        put_hex("pa", mapping.pa);
        put_word("perm", count == 0 ? "none" : letters);
    }
    put_number("order", mapping.order);
    end_line();
}

static void lock(const struct json_object *call)
{
    p2m_lock(domain_of(call), pe_of(call));
    done(call);
}

static void unlock(const struct json_object *call)
{
    p2m_unlock(domain_of(call), pe_of(call));
    done(call);
}

static void limit_tables(const struct json_object *call)
{
    machine_limit_pages((uint64_t)json_number(call, "tables", 0));
    done(call);
}

static void fail_allocation(const struct json_object *call)
{
    machine_fail_allocation((uint64_t)json_number(call, "nth", 1));
    done(call);
}

/* Gives up every mapping, in one call. */
static void relinquish(const struct json_object *call)
{
    struct p2m *p2m = domain_of(call);
    returned(call, p2m_unmap(p2m, pe_of(call), 0, (uint64_t)1 << p2m->ipa_bits));
}

static void teardown(const struct json_object *call)
{
    p2m_teardown(domain_of(call), pe_of(call));
    returned(call, 0);
}

static void read_descriptor(const struct json_object *call)
{
    begin_result(call);
    put_hex("value", machine_load(json_hex(call, "pa")));
    end_line();
}

/* Every table page, and what is in it. */
static void read_tables(const struct json_object *call)
{
    for (uint64_t page = machine_next_page(0); page != 0;
         page = machine_next_page(page + PAGE_SIZE)) {
        put("{\"table\":\"0x");
        put_digits(page, 16);
        put("\"}\n");
        for (uint64_t pa = page; pa < page + PAGE_SIZE; pa += 8) {
            uint64_t value = machine_load(pa);
            if (value != 0) {
                put("{\"word\":\"0x");
                put_digits(pa, 16);
                put("\"");
                put_hex("value", value);
                end_line();
            }
        }
    }
    done(call);
}

static const struct {
    const char *name;
    void (*answer)(const struct json_object *call);
} CALLS[] = {
    {"hello", hello},
    {"run", run},
    {"create_domain", create_domain},
    {"map", map},
    {"unmap", unmap},
    {"lookup", lookup},
    {"lock", lock},
    {"unlock", unlock},
    {"limit_tables", limit_tables},
    {"fail_allocation", fail_allocation},
    {"relinquish", relinquish},
    {"teardown", teardown},
    {"read_descriptor", read_descriptor},
    {"read_tables", read_tables},
    {"end", done},
    {"bye", done},
};

static void answer(const struct json_object *call)
{
    for (size_t i = 0; i < sizeof CALLS / sizeof CALLS[0]; i++) {
        if (is_word(call, "call", CALLS[i].name)) {
            if (json_number(call, "domain", -1) >= (int64_t)domain_count) {
                /* Its calls were written before the judge knew that it cannot be created. */
                unsupported(call, "such domains");
            } else {
                CALLS[i].answer(call);
            }
            return;
        }
    }
    unsupported(call, "this call");
}

/* The next line, whatever its length; NULL at the end. */
static char *read_line(void)
{
    static char *line;
    static size_t size;
    size_t length = 0;
    for (;;) {
        if (size - length < LONGEST_MEMBER) {
            size += 4096;
            line = realloc(line, size);
            if (line == NULL) {
                fail("out of memory");
            }
        }
        if (fgets(line + length, (int)(size - length), stdin) == NULL) {
            if (length == 0) {
                free(line);
                line = NULL;
            }
            return line;
        }
        length += strlen(line + length);
        if (length > 0 && line[length - 1] == '\n') {
            return line;
        }
    }
}

int main(void)
{
    for (char *line = read_line(); line != NULL; line = read_line()) {
        struct json_object call;
        if (!json_parse(line, &call)) {
            fail("a line is no flat JSON object");
        }
        answer(&call);
        if (!json_flag(&call, "more")) {
            flush_output();
        }
        if (is_word(&call, "call", "bye")) {
            break;
        }
    }
    flush_output();
    return EXIT_SUCCESS;
}
