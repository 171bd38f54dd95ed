/*
 * Vectors as C on the P2M of p2m.c, as a self-test of a kernel or firmware would run them: nothing is
 * read, and everything that is observed goes to a console. What it logs is judged afterwards by
 * `shatterproof replay --log`; docs/vectors-in-c.md tells how.
 */
#include "machine.h"
#include "p2m.h"
#include "shatterproof_vectors.h"

#include <stdio.h> /* the console of this machine */

enum { MAX_DOMAINS = 255 };

static struct p2m domains[MAX_DOMAINS];
static unsigned domain_count;

void sp_put(const char *line, size_t length)
{
    fwrite(line, 1, length, stdout);
}

/* ---- What happens: the machine tells it, and the log has it. ---- */

void observe_store(unsigned pe, uint64_t table, unsigned index, int level, uint64_t ipa,
                   uint64_t before, uint64_t after)
{
    sp_event_store(pe, table, index, level, ipa, before, after, true);
}

void observe_fill(unsigned pe, uint64_t table, int level, uint64_t ipa, uint64_t first,
                  uint64_t stride)
{
    sp_event_fill(pe, table, 0, WORDS_PER_PAGE, level, ipa, first, stride);
}

void observe_tlbi(unsigned pe, enum tlbi_op op, uint64_t vttbr)
{
    sp_event_tlbi(pe, op == TLBI_VMALLS12E1IS ? "vmalls12e1is" : "vmalls12e1", 0,
                  (unsigned)(vttbr >> 48), vttbr & 0x0000fffffffffffeu);
}

void observe_dsb(unsigned pe)
{
    sp_event_dsb(pe, "ish");
}

void observe_isb(unsigned pe)
{
    sp_event_isb(pe);
}

void observe_clean(unsigned pe, bool whole_table, uint64_t pa)
{
    sp_event_clean(pe, whole_table ? "table" : "entry", pa, whole_table ? PAGE_SIZE : 8);
}

void observe_vttbr(unsigned pe, uint64_t vttbr)
{
    sp_event_context(pe, "vttbr_el2", vttbr);
}

void observe_alloc(unsigned pe, uint64_t table)
{
    sp_event_table_allocated(pe, table);
}

void observe_free(unsigned pe, uint64_t table)
{
    sp_event_table_freed(pe, table, false);
}

void observe_lock(unsigned pe, unsigned domain, bool taken)
{
    if (taken) {
        sp_event_lock(pe, domain);
    } else {
        sp_event_unlock(pe, domain);
    }
}

/* ---- What is called. ---- */

static struct p2m *domain_of(const struct sp_call *call)
{
    return &domains[sp_number(call, "domain", 0)];
}

/* What was planned of a domain is called even if it could not be created. */
static bool lacks_domain(const struct sp_call *call)
{
    bool lacks = sp_number(call, "domain", 0) >= domain_count;
    if (lacks) {
        sp_unsupported("such domains");
    }
    return lacks;
}

static unsigned pe_of(const struct sp_call *call)
{
    return (unsigned)sp_number(call, "pe", 0);
}

static void run(const struct sp_call *call)
{
    machine_reset(sp_is(call, "walker", "coherent"));
    p2m_reset();
    domain_count = 0;
    sp_done();
}

static void create_domain(const struct sp_call *call)
{
    if (!sp_is(call, "granule", "4K") || sp_number(call, "uses_iommu", 0) != 0
        || domain_count == MAX_DOMAINS) {
        sp_unsupported("such domains");
        return;
    }
    struct p2m_config config = {
        .ipa_bits = (unsigned)sp_number(call, "ipa_bits", 40),
        .start_level = (int)sp_number(call, "start_level", 1),
        .start_tables = (unsigned)sp_number(call, "start_tables", 1),
        .operated_by = (unsigned)sp_number(call, "operated_by", 0),
        .vmid = (int)sp_number(call, "vmid", 0),
    };
    struct p2m *p2m = &domains[domain_count];
    p2m->number = domain_count;
    int error = p2m_create(p2m, &config);
    if (error != 0) {
        sp_refused(error);
        return;
    }
    domain_count++;
    sp_created(p2m_vttbr(p2m));
    /* From here on these PEs have it loaded, as the judge knows. */
    machine_begin_with_vttbr(config.operated_by, p2m_vttbr(p2m));
    unsigned pe = 0;
    const char *guests = sp_text(call, "runs_on", ""); /* numbers with a blank between them */
    for (bool more = *guests != '\0'; more; guests++) {
        if (*guests >= '0' && *guests <= '9') {
            pe = 10 * pe + (unsigned)(*guests - '0');
        } else {
            machine_begin_with_vttbr(pe, p2m_vttbr(p2m));
            pe = 0;
        }
        more = *guests != '\0';
    }
}

static void map(const struct sp_call *call)
{
    if (lacks_domain(call)) {
        return;
    }
    if (sp_has(call, "access")) {
        sp_unsupported("access restrictions");
        return;
    }
    struct p2m_attributes attributes = {.memattr = (unsigned)sp_number(call, "memattr", 15)};
    if (!sp_is(call, "perm", "none")) {
        for (const char *letter = sp_text(call, "perm", ""); *letter != '\0'; letter++) {
            attributes.permissions |= *letter == 'r'   ? P2M_READ
                                      : *letter == 'w' ? P2M_WRITE
                                                       : P2M_EXECUTE;
        }
    }
    attributes.shareability = sp_is(call, "sh", "inner")   ? P2M_INNER_SHAREABLE
                              : sp_is(call, "sh", "outer") ? P2M_OUTER_SHAREABLE
                                                           : P2M_NON_SHAREABLE;
    sp_returns(p2m_map(domain_of(call), pe_of(call), sp_number(call, "ipa", 0),
                       sp_number(call, "size", 0), sp_number(call, "pa", 0), &attributes));
}

static void unmap(const struct sp_call *call)
{
    if (lacks_domain(call)) {
        return;
    }
    sp_returns(p2m_unmap(domain_of(call), pe_of(call), sp_number(call, "ipa", 0),
                         sp_number(call, "size", 0)));
}

static void lookup(const struct sp_call *call)
{
    if (lacks_domain(call)) {
        return;
    }
    struct p2m_mapping mapping = p2m_lookup(domain_of(call), sp_number(call, "ipa", 0));
    if (!mapping.mapped) {
        sp_hole((int)mapping.order);
        return;
    }
    sp_mapped(mapping.pa, (mapping.permissions & P2M_READ) != 0,
              (mapping.permissions & P2M_WRITE) != 0, (mapping.permissions & P2M_EXECUTE) != 0,
              (int)mapping.order);
}

static void lock(const struct sp_call *call)
{
    if (lacks_domain(call)) {
        return;
    }
    p2m_lock(domain_of(call), pe_of(call));
    sp_done();
}

static void unlock(const struct sp_call *call)
{
    if (lacks_domain(call)) {
        return;
    }
    p2m_unlock(domain_of(call), pe_of(call));
    sp_done();
}

static void limit_tables(const struct sp_call *call)
{
    machine_limit_pages(sp_number(call, "tables", 0));
    sp_done();
}

static void fail_allocation(const struct sp_call *call)
{
    machine_fail_allocation(sp_number(call, "nth", 1));
    sp_done();
}

static void relinquish(const struct sp_call *call)
{
    if (lacks_domain(call)) {
        return;
    }
    struct p2m *p2m = domain_of(call);
    sp_returns(p2m_unmap(p2m, pe_of(call), 0, (uint64_t)1 << p2m->ipa_bits));
}

static void teardown(const struct sp_call *call)
{
    if (lacks_domain(call)) {
        return;
    }
    p2m_teardown(domain_of(call), pe_of(call));
    sp_returns(0);
}

static void read_descriptor(const struct sp_call *call)
{
    sp_value(machine_load(sp_number(call, "pa", 0)));
}

static void read_tables(const struct sp_call *call)
{
    (void)call;
    for (uint64_t page = machine_next_page(0); page != 0;
         page = machine_next_page(page + PAGE_SIZE)) {
        sp_table(page, PAGE_SIZE);
        for (uint64_t pa = page; pa < page + PAGE_SIZE; pa += 8) {
            if (machine_load(pa) != 0) {
                sp_word(pa, machine_load(pa));
            }
        }
    }
    sp_done();
}

static const struct sp_operation OPERATIONS[] = {
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
};

int main(void)
{
    sp_run(&sp_vectors, "c-example", OPERATIONS, sizeof OPERATIONS / sizeof OPERATIONS[0]);
    return 0;
}
