/* audit_row.h — the columns of the audit log that are chained. For record/ only. */
#pragma once
#include "record/parts.h"

#define AUDIT_COLUMNS "id, at, acted, who, session, what, type, record, branch, step, reason, changes, request"
enum { AUDIT_ID, AUDIT_AT, AUDIT_ACTED, AUDIT_WHO, AUDIT_SESSION, AUDIT_WHAT, AUDIT_TYPE, AUDIT_RECORD, AUDIT_BRANCH, AUDIT_OF_STEP, AUDIT_REASON,
       AUDIT_OF_CHANGES, AUDIT_REQUEST, AUDIT_COLUMN_COUNT };

static inline bool audit_column_is_text(int column) { return column == AUDIT_TYPE || (column >= AUDIT_OF_STEP && column <= AUDIT_REQUEST); }
