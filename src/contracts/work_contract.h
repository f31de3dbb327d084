/* work_contract.h — the paper between a worker and the company alone, without a customer (用工合同; DOMAIN.md §2.4, §12.2):
 * a labour contract (劳动合同), a part-time agreement (非全日制用工协议), or past retirement a work agreement (用工/劳务协议).
 *
 *   draft → sent → partly_signed → in_force → ended          draft, sent, partly_signed → withdrawn
 *
 * Its words are a template's (contract_template.h), by kind and region, in versions; it keeps the one it was written on.
 *
 * Which of the three fits is employment.h's answer for her age on the first day and the hours; a draft without a kind takes it, another one is
 * not sent. What was sent is frozen word for word and signed by both on its hash, she on her phone (sign_link.h); what changes afterwards
 * is another one that names this one in `previous`. Papers signed elsewhere are filed as a scan and checked by a second person, or imported.
 *
 * Labour contracts (劳动合同法): in writing within a month of the first day of work (10), else double wage (82), and after a year one without an end
 * (14); probation by the length of the term, once, at least 80 % of the wage (19, 20); after two fixed terms or ten years the next has no end,
 * unless she asks for one herself (14); notice 30 days (37); compensation by years of work (46, 47). Part-time: 4 hours a day, 24 a week, paid
 * every 15 days, no probation (68–72). Past retirement: no overtime, insured against accidents before the first day.
 *
 * Nobody has two at a time. `started` is the first day of work, from which years are counted; `fixed_terms` the fixed ones in a row, this one too. */
#pragma once
#include "contracts/contract.h"
#include "contracts/contract_signature.h"
#include "contracts/employment.h"

enum work_state { WORK_DRAFT = 1, WORK_SENT, WORK_PARTLY_SIGNED, WORK_IN_FORCE, WORK_ENDED, WORK_WITHDRAWN };
enum work_kind { WORK_LABOUR = 1, WORK_PART_TIME, WORK_OVER_AGE };
enum work_term { WORK_FIXED = 1, WORK_OPEN, WORK_TASK };                        /* 固定期限, 无固定期限, 以完成一定工作任务为期限 */
enum work_regime { REGIME_STANDARD = 1, REGIME_COMPREHENSIVE, REGIME_FLEXIBLE }; /* 标准, 综合计算, 不定时: the last two by a permit */
enum work_end {
    WORK_BY_HER = 1, WORK_OUR_BREACH, WORK_AGREED_OURS, WORK_AGREED_HERS, WORK_HER_FAULT, WORK_NO_FAULT, WORK_NOT_RENEWED, WORK_DECLINED, WORK_RETIRED, WORK_DIED, WORK_CLOSED, WORK_REPLACED,
};      /* 劳动合同法 37; 38; 36 proposed by us, by her; 39; 40; 44(1) by us, by her; 44(2); 44(3); 44(4–5); another paper took its place */

struct work_contract {
    struct record record;           /* its number: YG… */
    enum work_state state;
    text paper_number;              /* as on a paper of before */
    ref worker, person;
    enum work_kind kind;
    enum work_term term;
    day first; maybe_day last;      /* last: of a fixed term, both of it */
    day started;
    int64_t fixed_terms;
    bool fixed_wished;              /* she asked for a fixed term herself though the law gives her one without end */
    maybe_day probation_last; money probation_wage; bool probation_passed;
    text duties, place;
    enum work_regime regime; text permit;       /* the labour office's, for other hours than standard */
    int64_t hours_day, hours_week;
    money wage;                     /* a month; part-time: an hour */
    int64_t pay_day, pay_cycle;     /* of the next month; part-time: days, at most 15 */
    text insured_at;                /* where social insurance is paid */
    text terms;                     /* what is agreed besides; one clause a line */
    maybe_day retires;              /* by her class, when it is known */
    ref previous; enum contract_link link; ref next; int64_t round;
    ref template;                   /* contract_template.h, of its kind: the version it is written on */
    worksheet shown; sealed document; text document_hash; instant sent_at;
    file paper, signed_paper; ref filed_by; maybe_day signed_on;
    /* the two signatures, for document_hash */
    instant worker_signed_at; text worker_proof, worker_address, worker_device; file worker_picture;
    instant company_signed_at; ref company_account; text company_name, company_proof, company_address, company_device; file company_picture;
    maybe_day ended_on; enum work_end ended_by; worksheet settlement; money compensation;
    ref owner; text remark;
};
extern const struct record_type work_contract_type;
/* Does she work for us without a paper in force? `ret_begun`: one that was begun and is not signed by both; 0: none. */
bool work_paper_lacks(struct work *w, int64_t worker, int64_t *ret_begun);
extern const struct choice work_kinds[], work_states[];

/* What she earns is not for everybody who sees workers. CAN_REVIEW_CONTRACTS checks scans. */
#define CAN_KEEP_WORK_CONTRACTS "worker.contract"               /* see, write, send, file, end */
#define CAN_SIGN_WORK_CONTRACTS "worker.contract_sign"          /* signs for the company */

#define SETTING_WORK_TERM       "contract.work_term"            /* months of a first labour contract */

/* Inputs of `end`, `renew`, `amend`. */
struct work_ending { day ended_on; enum work_end ended_by; money average; bool notice_given; };
struct work_renewal { enum work_term term; maybe_day last; maybe_money wage; bool wished; };
struct work_amendment { day since; text what; };

/* One of both signs, PARTY_WORKER or PARTY_COMPANY: refused as contract_sign refuses. */
bool work_contract_sign(struct work *w, struct work_contract *contract, const struct contract_signing *signing);
unsigned work_contract_unsigned(const struct work_contract *contract);
/* As sent, in the open; "" before. */
text work_contract_document(struct work *w, const struct work_contract *contract);
/* Her own list on the phone, as contract_line_write. */
void work_contract_line_write(struct work *w, struct json *json, const struct work_contract *contract);
/* What is owed to her at the end for her years of work (劳动合同法 46, 47), half years rounded as the law says. Pure. */
int work_half_years(day started, day ended_on);
/* The months of probation the law allows for this term; 0: none. */
int work_probation_months(const struct work_contract *contract);
