/* A P2M: the map from a guest's physical addresses to those of the machine, 4K granule. */
#ifndef P2M_H
#define P2M_H

#include <stdbool.h>
#include <stdint.h>

enum { P2M_EINVAL = -22, P2M_ENOMEM = -12, P2M_ENOSPC = -28 };

enum { P2M_READ = 1, P2M_WRITE = 2, P2M_EXECUTE = 4 };

/* As in the descriptor: SH[1:0]. */
enum p2m_shareability { P2M_NON_SHAREABLE = 0, P2M_OUTER_SHAREABLE = 2, P2M_INNER_SHAREABLE = 3 };

struct p2m_attributes {
    unsigned permissions; /* of P2M_READ, P2M_WRITE, P2M_EXECUTE */
    unsigned memattr;     /* MemAttr[3:0] */
    enum p2m_shareability shareability;
};

struct p2m_config {
    unsigned ipa_bits;
    int start_level;
    unsigned start_tables; /* concatenated */
    unsigned operated_by;  /* the PE that creates it */
    int vmid;              /* the one to take; 0 for any */
};

struct p2m {
    unsigned number; /* how others call it */
    unsigned ipa_bits;
    int start_level;
    unsigned start_tables;
    unsigned vmid;
    uint64_t root;
    bool locked;        /* by whoever does several operations in one section */
    bool flush_pending; /* something was removed and not invalidated yet */
};

struct p2m_mapping {
    bool mapped;
    uint64_t pa;
    unsigned permissions;
    unsigned order; /* log2 of the number of pages, of a hole too */
};

/* No VMID is taken any more. */
void p2m_reset(void);

/* Returns 0, or an error number; then there is none. */
int p2m_create(struct p2m *p2m, const struct p2m_config *config);

/* Register VTTBR_EL2 of its guest. */
uint64_t p2m_vttbr(const struct p2m *p2m);

/* Addresses and sizes are multiples of a page. Whatever was mapped in the range is replaced. On
   P2M_ENOMEM a part may be done. */
int p2m_map(struct p2m *p2m, unsigned pe, uint64_t ipa, uint64_t size, uint64_t pa,
            const struct p2m_attributes *attributes);
int p2m_unmap(struct p2m *p2m, unsigned pe, uint64_t ipa, uint64_t size);

struct p2m_mapping p2m_lookup(const struct p2m *p2m, uint64_t ipa);

/* The operations up to p2m_unlock are one section. */
void p2m_lock(struct p2m *p2m, unsigned pe);
void p2m_unlock(struct p2m *p2m, unsigned pe);

/* Gives back all tables and the VMID. No guest of it may run any more. */
void p2m_teardown(struct p2m *p2m, unsigned pe);

#endif
