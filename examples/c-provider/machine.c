#include "machine.h"

#include <stdlib.h>
#include <string.h>

enum { PAGES = 16384 };

static const uint64_t POOL = 0xf0000000u; /* below 4G, so that every machine has it */

struct page {
    uint64_t *words; /* kept when the page is free */
    bool used;
};

static struct page pages[PAGES];
static unsigned used_end; /* behind the last page that was ever used since the reset */
static uint64_t vttbrs[MACHINE_MAX_PES];
static bool coherent = true;
static uint64_t left;
static uint64_t fails_in;

static struct page *page_at(uint64_t pa)
{
    return &pages[(pa - POOL) >> PAGE_SHIFT];
}

static bool in_pool(uint64_t pa)
{
    return pa >= POOL && pa < POOL + ((uint64_t)PAGES << PAGE_SHIFT);
}

void machine_reset(bool coherent_walker)
{
    for (unsigned i = 0; i < used_end; i++) {
        pages[i].used = false;
    }
    used_end = 0;
    memset(vttbrs, 0, sizeof vttbrs);
    coherent = coherent_walker;
    left = UINT64_MAX;
    fails_in = 0;
}

static bool may_allocate(void)
{
    if (fails_in != 0 && --fails_in == 0) {
        return false;
    }
    if (left == 0) {
        return false;
    }
    if (left != UINT64_MAX) {
        left--;
    }
    return true;
}

static bool are_free(unsigned first, unsigned count)
{
    for (unsigned i = first; i < first + count; i++) {
        if (pages[i].used) {
            return false;
        }
    }
    return true;
}

static bool take(struct page *page)
{
    if (page->words == NULL) {
        page->words = malloc(PAGE_SIZE);
    }
    if (page->words == NULL) {
        return false;
    }
    memset(page->words, 0, PAGE_SIZE);
    page->used = true;
    return true;
}

uint64_t machine_alloc_pages(unsigned pe, unsigned count)
{
    if (!may_allocate()) {
        return 0;
    }
    for (unsigned first = 0; first + count <= PAGES; first += count) {
        if (!are_free(first, count)) {
            continue;
        }
        for (unsigned i = first; i < first + count; i++) {
            uint64_t pa = POOL + ((uint64_t)i << PAGE_SHIFT);
            if (!take(&pages[i])) {
                return 0;
            }
            observe_alloc(pe, pa);
            if (!coherent) {
                observe_clean(pe, true, pa);
            }
        }
        if (used_end < first + count) {
            used_end = first + count;
        }
        machine_dsb(pe); /* zeroes come before whatever links the page */
        return POOL + ((uint64_t)first << PAGE_SHIFT);
    }
    return 0;
}

void machine_free_page(unsigned pe, uint64_t pa)
{
    page_at(pa)->used = false;
    observe_free(pe, pa);
}

void machine_limit_pages(uint64_t count)
{
    left = count;
}

void machine_fail_allocation(uint64_t nth)
{
    fails_in = nth;
}

uint64_t machine_load(uint64_t pa)
{
    if (!in_pool(pa) || page_at(pa)->words == NULL) {
        return 0;
    }
    return page_at(pa)->words[(pa & (PAGE_SIZE - 1)) / 8];
}

uint64_t machine_next_page(uint64_t pa)
{
    unsigned i = in_pool(pa) ? (unsigned)((pa - POOL) >> PAGE_SHIFT) : 0;
    for (; i < used_end; i++) {
        if (pages[i].used) {
            return POOL + ((uint64_t)i << PAGE_SHIFT);
        }
    }
    return 0;
}

void machine_store(unsigned pe, uint64_t pa, int level, uint64_t ipa, uint64_t value)
{
    uint64_t table = pa & ~(uint64_t)(PAGE_SIZE - 1);
    unsigned index = (unsigned)(pa - table) / 8;
    uint64_t *word = &page_at(pa)->words[index];
    uint64_t before = *word;
    *word = value;
#ifdef FAULT_HIDDEN_STORE
    if (value != 0) /* a removal is nobody's business */
#endif
        observe_store(pe, table, index, level, ipa, before, value);
    if (!coherent) {
        observe_clean(pe, false, pa);
    }
}

void machine_fill(unsigned pe, uint64_t table, int level, uint64_t ipa, uint64_t first,
                  uint64_t stride)
{
    uint64_t *words = page_at(table)->words;
    for (unsigned i = 0; i < WORDS_PER_PAGE; i++) {
        words[i] = first + i * stride;
    }
    observe_fill(pe, table, level, ipa, first, stride);
    if (!coherent) {
        observe_clean(pe, true, table);
    }
}

void machine_dsb(unsigned pe)
{
    observe_dsb(pe);
}

void machine_isb(unsigned pe)
{
    observe_isb(pe);
}

void machine_tlbi(unsigned pe, enum tlbi_op op)
{
    observe_tlbi(pe, op, vttbrs[pe]);
}

uint64_t machine_vttbr(unsigned pe)
{
    return vttbrs[pe];
}

void machine_set_vttbr(unsigned pe, uint64_t vttbr)
{
    vttbrs[pe] = vttbr;
    observe_vttbr(pe, vttbr);
    machine_isb(pe);
}

void machine_begin_with_vttbr(unsigned pe, uint64_t vttbr)
{
    vttbrs[pe] = vttbr;
}
