#include "json.h"

#include <stdlib.h>
#include <string.h>

static char *skip_blanks(char *at)
{
    while (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n') {
        at++;
    }
    return at;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four digits behind \u as UTF-8, half a surrogate pair too: nobody here looks inside of names. */
static char *unicode(char *at, char **out)
{
    unsigned code = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0) {
            return NULL;
        }
        code = code * 16u + (unsigned)digit;
    }
    if (code >= 0x800) {
        *(*out)++ = (char)(0xe0 | code >> 12);
        *(*out)++ = (char)(0x80 | (code >> 6 & 0x3f));
        *(*out)++ = (char)(0x80 | (code & 0x3f));
    } else if (code >= 0x80) {
        *(*out)++ = (char)(0xc0 | code >> 6);
        *(*out)++ = (char)(0x80 | (code & 0x3f));
    } else {
        *(*out)++ = (char)code;
    }
    return at + 4;
}

/* Reads a string in place, from its first quote on; returns what is behind the last. */
static char *string(char *at, const char **text)
{
    static const char ESCAPES[] = "\"\\/bfnrt";
    static const char MEANT[] = "\"\\/\b\f\n\r\t";
    if (*at != '"') {
        return NULL;
    }
    char *out = ++at;
    *text = out;
    while (*at != '"') {
        if (*at == '\0') {
            return NULL;
        }
        if (*at != '\\') {
            *out++ = *at++;
        } else if (at[1] == 'u') {
            at = unicode(at + 2, &out);
            if (at == NULL) {
                return NULL;
            }
        } else {
            const char *escape = at[1] == '\0' ? NULL : strchr(ESCAPES, at[1]);
            if (escape == NULL) {
                return NULL;
            }
            *out++ = MEANT[escape - ESCAPES];
            at += 2;
        }
    }
    *out = '\0';
    return at + 1;
}

/* Lists are left as they are, and read when somebody asks. */
static char *list(char *at, const char **text)
{
    bool in_string = false;
    *text = at;
    for (at++; *at != '\0'; at++) {
        if (*at == '\\' && in_string && at[1] != '\0') {
            at++;
        } else if (*at == '"') {
            in_string = !in_string;
        } else if (*at == ']' && !in_string) {
            return at + 1;
        }
    }
    return NULL;
}

static char *value(char *at, struct json_member *member)
{
    if (*at == '"') {
        member->kind = JSON_STRING;
        return string(at, &member->text);
    }
    if (*at == '[') {
        member->kind = JSON_LIST;
        return list(at, &member->text);
    }
    if (strncmp(at, "true", 4) == 0 || strncmp(at, "false", 5) == 0) {
        member->kind = JSON_FLAG;
        member->number = *at == 't';
        return at + (*at == 't' ? 4 : 5);
    }
    if (*at == '-' || hex_digit(*at) >= 0) {
        char *end;
        member->kind = JSON_NUMBER;
        member->number = strtoll(at, &end, 10);
        return end == at ? NULL : end;
    }
    return NULL;
}

bool json_parse(char *line, struct json_object *object)
{
    object->count = 0;
    char *at = skip_blanks(line);
    if (*at != '{') {
        return false;
    }
    at = skip_blanks(at + 1);
    while (*at != '}') {
        if (object->count == JSON_MAX_MEMBERS) {
            return false;
        }
        struct json_member *member = &object->members[object->count++];
        at = string(at, &member->name);
        if (at == NULL || *(at = skip_blanks(at)) != ':') {
            return false;
        }
        at = value(skip_blanks(at + 1), member);
        if (at == NULL) {
            return false;
        }
        at = skip_blanks(at);
        if (*at == ',') {
            at = skip_blanks(at + 1);
        } else if (*at != '}') {
            return false;
        }
    }
    return *skip_blanks(at + 1) == '\0';
}

static const struct json_member *find(const struct json_object *object, const char *name,
                                      enum json_kind kind)
{
    for (unsigned i = 0; i < object->count; i++) {
        if (object->members[i].kind == kind && strcmp(object->members[i].name, name) == 0) {
            return &object->members[i];
        }
    }
    return NULL;
}

const char *json_text(const struct json_object *object, const char *name, const char *usual)
{
    const struct json_member *member = find(object, name, JSON_STRING);
    return member == NULL ? usual : member->text;
}

int64_t json_number(const struct json_object *object, const char *name, int64_t usual)
{
    const struct json_member *member = find(object, name, JSON_NUMBER);
    return member == NULL ? usual : member->number;
}

bool json_flag(const struct json_object *object, const char *name)
{
    const struct json_member *member = find(object, name, JSON_FLAG);
    return member != NULL && member->number != 0;
}

uint64_t json_hex(const struct json_object *object, const char *name)
{
    return strtoull(json_text(object, name, "0x0"), NULL, 16);
}

unsigned json_numbers(const struct json_object *object, const char *name, unsigned *numbers,
                      unsigned most)
{
    const struct json_member *member = find(object, name, JSON_LIST);
    unsigned count = 0;
    const char *at = member == NULL ? "]" : member->text + 1;
    while (*at != ']' && count < most) {
        char *end;
        numbers[count++] = (unsigned)strtoul(at, &end, 10);
        if (end == at) {
            return count - 1;
        }
        at = *end == ',' ? end + 1 : end;
    }
    return count;
}
