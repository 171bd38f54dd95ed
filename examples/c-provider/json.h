/* Reads one line that has one flat JSON object: strings, whole numbers, true, false, and lists. */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stdint.h>

enum { JSON_MAX_MEMBERS = 32 };

enum json_kind { JSON_STRING, JSON_NUMBER, JSON_FLAG, JSON_LIST };

struct json_member {
    const char *name;
    enum json_kind kind;
    const char *text; /* of a string; of a list, from its bracket on */
    int64_t number;   /* of a number; of a flag 0 or 1 */
};

struct json_object {
    struct json_member members[JSON_MAX_MEMBERS];
    unsigned count;
};

/* Cuts the line up; texts of the object point into it. False if it is no such object. */
bool json_parse(char *line, struct json_object *object);

/* The value of a member, or the other one where it is not there. */
const char *json_text(const struct json_object *object, const char *name, const char *usual);
int64_t json_number(const struct json_object *object, const char *name, int64_t usual);
bool json_flag(const struct json_object *object, const char *name);

/* A string of 0x and digits. */
uint64_t json_hex(const struct json_object *object, const char *name);

/* The numbers of a list, at most so many; returns how many there are. */
unsigned json_numbers(const struct json_object *object, const char *name, unsigned *numbers,
                      unsigned most);

#endif
