#include "p2m.h"

#include "machine.h"

#include <string.h>

enum { LAST_LEVEL = 3, LAST_VMID = 255, STRIDE = 9 };

static const uint64_t VALID = 1u;
static const uint64_t TABLE_OR_PAGE = 2u; /* a table above level 3, a page there */
static const uint64_t ACCESS_FLAG = 1u << 10;
static const uint64_t ADDRESS = 0x0000fffffffff000u; /* bits[47:12] */
static const uint64_t EXECUTE_NEVER = (uint64_t)1 << 54;

static bool vmid_taken[LAST_VMID + 1];

static unsigned shift_of(int level)
{
    return PAGE_SHIFT + STRIDE * (unsigned)(LAST_LEVEL - level);
}

static uint64_t size_of(int level)
{
    return (uint64_t)1 << shift_of(level);
}

static bool is_valid(uint64_t descriptor)
{
    return (descriptor & VALID) != 0;
}

static bool is_table(uint64_t descriptor, int level)
{
    return level < LAST_LEVEL && (descriptor & (VALID | TABLE_OR_PAGE)) == (VALID | TABLE_OR_PAGE);
}

static uint64_t table_descriptor(uint64_t table)
{
    return table | TABLE_OR_PAGE | VALID;
}

static uint64_t leaf_descriptor(uint64_t pa, int level, const struct p2m_attributes *attributes)
{
    uint64_t descriptor = pa | ACCESS_FLAG | VALID;
    descriptor |= (uint64_t)attributes->memattr << 2;
    descriptor |= (uint64_t)(attributes->permissions & (P2M_READ | P2M_WRITE)) << 6; /* S2AP */
    descriptor |= (uint64_t)attributes->shareability << 8;
    if ((attributes->permissions & P2M_EXECUTE) == 0) {
        descriptor |= EXECUTE_NEVER;
    }
    return level == LAST_LEVEL ? descriptor | TABLE_OR_PAGE : descriptor;
}

/* The entry of a table that is for an address; the start table may be several in a row. */
static uint64_t entry_at(const struct p2m *p2m, uint64_t table, int level, uint64_t ipa)
{
    uint64_t index = ipa >> shift_of(level);
    if (level != p2m->start_level) {
        index &= WORDS_PER_PAGE - 1;
    }
    return table + index * 8;
}

/* Stores an entry, so that every walk sees it before whatever comes next. */
static void set_entry(unsigned pe, uint64_t entry, int level, uint64_t ipa, uint64_t descriptor)
{
    machine_store(pe, entry, level, ipa & ~(size_of(level) - 1), descriptor);
#ifdef FAULT_NO_DSB_BEFORE_TLBI
    if (!is_valid(descriptor)) {
        return;
    }
#endif
    machine_dsb(pe);
}

/* Whatever TLBs hold of this P2M is gone afterwards, on every PE. */
static void flush(struct p2m *p2m, unsigned pe)
{
    p2m->flush_pending = false;
#ifndef FAULT_NO_TLBI
    uint64_t before = machine_vttbr(pe);
#ifndef FAULT_WRONG_VMID
    if (before != p2m_vttbr(p2m)) {
        machine_set_vttbr(pe, p2m_vttbr(p2m)); /* the operation is under the VMID in force */
    }
#endif
#ifdef FAULT_LOCAL_TLBI
    machine_tlbi(pe, TLBI_VMALLS12E1);
#else
    machine_tlbi(pe, TLBI_VMALLS12E1IS);
#endif
#ifndef FAULT_NO_DSB_AFTER_TLBI
    machine_dsb(pe);
#endif
    machine_isb(pe);
    if (machine_vttbr(pe) != before) {
        machine_set_vttbr(pe, before);
    }
#else
    (void)pe;
#endif
}

static void free_tables(uint64_t descriptor, int level, unsigned pe)
{
    uint64_t table = descriptor & ADDRESS;
#ifndef FAULT_LEAK
    for (unsigned i = 0; i < WORDS_PER_PAGE && level + 1 < LAST_LEVEL; i++) {
        uint64_t below = machine_load(table + i * 8u);
        if (is_table(below, level + 1)) {
            free_tables(below, level + 1, pe);
        }
    }
#else
    (void)level;
#endif
    machine_free_page(pe, table);
}

/* Breaks a valid entry: nobody can have it any more, and the tables below it are given back. */
static void break_entry(struct p2m *p2m, unsigned pe, uint64_t entry, int level, uint64_t ipa)
{
    uint64_t old = machine_load(entry);
    set_entry(pe, entry, level, ipa, 0);
#ifdef FAULT_FREE_BEFORE_TLBI
    if (is_table(old, level)) {
        free_tables(old, level, pe);
    }
    flush(p2m, pe);
#else
    flush(p2m, pe);
    if (is_table(old, level)) {
        free_tables(old, level, pe);
    }
#endif
}

/* Makes a table of a block that says the same of every address. */
static int split(struct p2m *p2m, unsigned pe, uint64_t entry, int level, uint64_t ipa)
{
    uint64_t block = machine_load(entry);
    uint64_t table = machine_alloc_pages(pe, 1);
    if (table == 0) {
        return P2M_ENOMEM;
    }
    uint64_t first = block;
    if (level + 1 == LAST_LEVEL) {
        first |= TABLE_OR_PAGE;
    }
#ifdef FAULT_SPLIT_ATTRIBUTES
    first &= ~EXECUTE_NEVER;
#endif
    uint64_t start = ipa & ~(size_of(level) - 1);
    machine_fill(pe, table, level + 1, start, first, size_of(level + 1));
    machine_dsb(pe); /* the table comes before the link to it */
#ifndef FAULT_NO_BREAK
    break_entry(p2m, pe, entry, level, ipa);
#endif
    set_entry(pe, entry, level, ipa, table_descriptor(table));
#ifdef FAULT_NO_BREAK
    flush(p2m, pe);
#endif
    return 0;
}

/* The table behind an entry, made where there is none yet; 0 where there is no memory for it. */
static uint64_t table_below(struct p2m *p2m, unsigned pe, uint64_t entry, int level, uint64_t ipa)
{
    uint64_t descriptor = machine_load(entry);
    if (!is_valid(descriptor)) {
        uint64_t table = machine_alloc_pages(pe, 1);
        if (table != 0) {
            set_entry(pe, entry, level, ipa, table_descriptor(table));
        }
        return table;
    }
    if (!is_table(descriptor, level) && split(p2m, pe, entry, level, ipa) != 0) {
        return 0;
    }
    return machine_load(entry) & ADDRESS;
}

static bool same_mapping(uint64_t old, uint64_t descriptor)
{
#ifdef FAULT_STALE_PERMISSIONS
    return ((old ^ descriptor) & (ADDRESS | VALID | TABLE_OR_PAGE)) == 0;
#else
    return old == descriptor;
#endif
}

static void set_leaf(struct p2m *p2m, unsigned pe, uint64_t entry, int level, uint64_t ipa,
                     uint64_t descriptor)
{
    uint64_t old = machine_load(entry);
    if (same_mapping(old, descriptor)) {
        return;
    }
#ifdef FAULT_NO_BREAK
    set_entry(pe, entry, level, ipa, descriptor);
    if (is_valid(old)) {
        flush(p2m, pe);
        if (is_table(old, level)) {
            free_tables(old, level, pe);
        }
    }
#else
    if (is_valid(old)) {
        break_entry(p2m, pe, entry, level, ipa);
    }
    set_entry(pe, entry, level, ipa, descriptor);
#endif
}

/* The first level whose entries are not larger than what is left, and where a leaf may be. */
static int leaf_level(const struct p2m *p2m, uint64_t addresses, uint64_t size)
{
    int level = p2m->start_level < 1 ? 1 : p2m->start_level;
    while (level < LAST_LEVEL
           && ((addresses & (size_of(level) - 1)) != 0 || size < size_of(level))) {
        level++;
    }
    return level;
}

static bool is_in_range(const struct p2m *p2m, uint64_t ipa, uint64_t size)
{
    uint64_t end = (uint64_t)1 << p2m->ipa_bits;
    return ((ipa | size) & (PAGE_SIZE - 1)) == 0 && size <= end && ipa <= end - size;
}

static int map_range(struct p2m *p2m, unsigned pe, uint64_t ipa, uint64_t size, uint64_t pa,
                     const struct p2m_attributes *attributes)
{
    while (size != 0) {
        int level = leaf_level(p2m, ipa | pa, size);
        uint64_t table = p2m->root;
        for (int above = p2m->start_level; above < level; above++) {
            table = table_below(p2m, pe, entry_at(p2m, table, above, ipa), above, ipa);
            if (table == 0) {
                return P2M_ENOMEM;
            }
        }
        set_leaf(p2m, pe, entry_at(p2m, table, level, ipa), level, ipa,
                 leaf_descriptor(pa, level, attributes));
        ipa += size_of(level);
        pa += size_of(level);
        size -= size_of(level);
    }
    return 0;
}

/* Removes what is below one entry; returns how much of the range that is, or 0 without memory. */
static uint64_t unmap_some(struct p2m *p2m, unsigned pe, uint64_t ipa, uint64_t size)
{
    uint64_t table = p2m->root;
    for (int level = p2m->start_level;; level++) {
        uint64_t entry = entry_at(p2m, table, level, ipa);
        uint64_t offset = ipa & (size_of(level) - 1);
        uint64_t rest = size_of(level) - offset;
        uint64_t descriptor = machine_load(entry);
        if (!is_valid(descriptor)) {
            return rest < size ? rest : size;
        }
        if (offset == 0 && rest <= size) {
            if (is_table(descriptor, level)) {
                break_entry(p2m, pe, entry, level, ipa);
            } else {
                set_entry(pe, entry, level, ipa, 0);
                p2m->flush_pending = true;
            }
            return rest;
        }
        if (!is_table(descriptor, level) && split(p2m, pe, entry, level, ipa) != 0) {
            return 0;
        }
        table = machine_load(entry) & ADDRESS;
    }
}

static int unmap_range(struct p2m *p2m, unsigned pe, uint64_t ipa, uint64_t size)
{
    while (size != 0) {
        uint64_t done = unmap_some(p2m, pe, ipa, size);
        if (done == 0) {
            return P2M_ENOMEM;
        }
        ipa += done;
        size -= done;
    }
    return 0;
}

static void begin(struct p2m *p2m, unsigned pe)
{
    if (!p2m->locked) {
        observe_lock(pe, p2m->number, true);
    }
}

static int end(struct p2m *p2m, unsigned pe, int error)
{
    if (p2m->flush_pending) {
        flush(p2m, pe); /* one for all that was removed */
    }
    if (!p2m->locked) {
        observe_lock(pe, p2m->number, false);
    }
    return error;
}

int p2m_map(struct p2m *p2m, unsigned pe, uint64_t ipa, uint64_t size, uint64_t pa,
            const struct p2m_attributes *attributes)
{
    if (!is_in_range(p2m, ipa, size) || (pa & ~ADDRESS) != 0) {
        return P2M_EINVAL;
    }
    begin(p2m, pe);
    return end(p2m, pe, map_range(p2m, pe, ipa, size, pa, attributes));
}

int p2m_unmap(struct p2m *p2m, unsigned pe, uint64_t ipa, uint64_t size)
{
    if (!is_in_range(p2m, ipa, size)) {
        return P2M_EINVAL;
    }
#ifdef FAULT_SHORT_UNMAP
    if (size > PAGE_SIZE) {
        size -= PAGE_SIZE;
    }
#endif
    begin(p2m, pe);
    return end(p2m, pe, unmap_range(p2m, pe, ipa, size));
}

static unsigned permissions_of(uint64_t descriptor)
{
    unsigned permissions = (unsigned)(descriptor >> 6) & (P2M_READ | P2M_WRITE);
    return (descriptor & EXECUTE_NEVER) != 0 ? permissions : permissions | P2M_EXECUTE;
}

struct p2m_mapping p2m_lookup(const struct p2m *p2m, uint64_t ipa)
{
    struct p2m_mapping mapping = {0};
    if (ipa >> p2m->ipa_bits != 0) {
        return mapping;
    }
    uint64_t table = p2m->root;
    int level = p2m->start_level;
    uint64_t descriptor = machine_load(entry_at(p2m, table, level, ipa));
    while (is_table(descriptor, level)) {
        table = descriptor & ADDRESS;
        level++;
        descriptor = machine_load(entry_at(p2m, table, level, ipa));
    }
    mapping.order = shift_of(level) - PAGE_SHIFT;
    if (is_valid(descriptor)) {
        uint64_t offset = ipa & (size_of(level) - 1);
        mapping.mapped = true;
        mapping.pa = (descriptor & ADDRESS & ~(size_of(level) - 1)) | offset;
        mapping.permissions = permissions_of(descriptor);
    }
    return mapping;
}

void p2m_lock(struct p2m *p2m, unsigned pe)
{
    observe_lock(pe, p2m->number, true);
    p2m->locked = true;
}

void p2m_unlock(struct p2m *p2m, unsigned pe)
{
    p2m->locked = false;
    observe_lock(pe, p2m->number, false);
}

void p2m_reset(void)
{
    memset(vmid_taken, 0, sizeof vmid_taken);
}

static unsigned take_vmid(int wanted)
{
    if (wanted > 0 && wanted <= LAST_VMID && !vmid_taken[wanted]) {
        vmid_taken[wanted] = true;
        return (unsigned)wanted;
    }
    for (unsigned vmid = 1; vmid <= LAST_VMID; vmid++) {
        if (!vmid_taken[vmid]) {
            vmid_taken[vmid] = true;
            return vmid;
        }
    }
    return 0;
}

int p2m_create(struct p2m *p2m, const struct p2m_config *config)
{
    if (config->ipa_bits < 32 || config->ipa_bits > 48 || config->start_level < 0
        || config->start_level > 2) {
        return P2M_EINVAL;
    }
    p2m->ipa_bits = config->ipa_bits;
    p2m->start_level = config->start_level;
    p2m->start_tables = config->start_tables;
    p2m->locked = false;
    p2m->flush_pending = false;
    p2m->vmid = take_vmid(config->vmid);
    if (p2m->vmid == 0) {
        return P2M_ENOSPC;
    }
    p2m->root = machine_alloc_pages(config->operated_by, config->start_tables);
    if (p2m->root == 0) {
        vmid_taken[p2m->vmid] = false;
        return P2M_ENOMEM;
    }
    return 0;
}

uint64_t p2m_vttbr(const struct p2m *p2m)
{
    return (uint64_t)p2m->vmid << 48 | p2m->root;
}

void p2m_teardown(struct p2m *p2m, unsigned pe)
{
    flush(p2m, pe); /* nobody who gets the VMID or a page later meets what was here */
    for (uint64_t i = 0; i < (uint64_t)p2m->start_tables * WORDS_PER_PAGE; i++) {
        uint64_t descriptor = machine_load(p2m->root + i * 8);
        if (is_table(descriptor, p2m->start_level)) {
            free_tables(descriptor, p2m->start_level, pe);
        }
    }
    for (unsigned i = 0; i < p2m->start_tables; i++) {
        machine_free_page(pe, p2m->root + (uint64_t)i * PAGE_SIZE);
    }
    vmid_taken[p2m->vmid] = false;
}
