/*
 * The machine below a P2M: physical memory for translation tables, and the few instructions that
 * act on them. Here it is simulated, and each instruction reports itself with observe_...; in a
 * hypervisor these are the real ones.
 */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    MACHINE_MAX_PES = 1024,
    PAGE_SHIFT = 12,
    PAGE_SIZE = 1 << PAGE_SHIFT,
    WORDS_PER_PAGE = PAGE_SIZE / 8
};

enum tlbi_op { TLBI_VMALLS12E1, TLBI_VMALLS12E1IS };

/* Everything is as after power on. */
void machine_reset(bool coherent_walker);

/* Zeroed pages, contiguous and aligned to their whole size; count is a power of two. 0: there are
   none. */
uint64_t machine_alloc_pages(unsigned pe, unsigned count);
void machine_free_page(unsigned pe, uint64_t pa);

/* From now on only so many pages can be allocated. */
void machine_limit_pages(uint64_t count);

/* The nth allocation from now on fails, once. */
void machine_fail_allocation(uint64_t nth);

uint64_t machine_load(uint64_t pa);

/* The next table page in use at this address or behind it; 0 for none. */
uint64_t machine_next_page(uint64_t pa);

/* Stores a descriptor into a table that walks may reach; ipa and level say what it is for. */
void machine_store(unsigned pe, uint64_t pa, int level, uint64_t ipa, uint64_t value);

/* Fills a whole table that no walk reaches yet with descriptors, one stride apart. */
void machine_fill(unsigned pe, uint64_t table, int level, uint64_t ipa, uint64_t first,
                  uint64_t stride);

void machine_dsb(unsigned pe);
void machine_isb(unsigned pe);

/* Under the VMID that is in force on the PE. */
void machine_tlbi(unsigned pe, enum tlbi_op op);

uint64_t machine_vttbr(unsigned pe);
void machine_set_vttbr(unsigned pe, uint64_t vttbr);

/* The PE has it in force from before the first event on. */
void machine_begin_with_vttbr(unsigned pe, uint64_t vttbr);

/* Whoever looks on defines these. */
void observe_store(unsigned pe, uint64_t table, unsigned index, int level, uint64_t ipa,
                   uint64_t before, uint64_t after);
void observe_fill(unsigned pe, uint64_t table, int level, uint64_t ipa, uint64_t first,
                  uint64_t stride);
void observe_tlbi(unsigned pe, enum tlbi_op op, uint64_t vttbr);
void observe_dsb(unsigned pe);
void observe_isb(unsigned pe);
void observe_clean(unsigned pe, bool whole_table, uint64_t pa);
void observe_vttbr(unsigned pe, uint64_t vttbr);
void observe_alloc(unsigned pe, uint64_t table);
void observe_free(unsigned pe, uint64_t table);
void observe_lock(unsigned pe, unsigned domain, bool taken);

#endif
