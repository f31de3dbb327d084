/* guard.c — what is refused before a handler runs, in this order; see http.h. */
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/buf.h"
#include "base/work.h"
#include "http/inside.h"

static const text method_words[] = { [GET] = "GET", [POST] = "POST", [PUT] = "PUT", [PATCH] = "PATCH", [DELETE] = "DELETE" };

bool guard_refuse(struct exchange *e, int status, text code, text english)
{
    e->refused = true;
    upload_drop(e);
    exchange_problem(e, status, code, english);
    return false;
}

/* ---- headers ---- */

/* Headers that decide who asks, for what, and where the request ends: two of them would be read differently by a proxy and by us. */
static const text once_only[] = { "Host", "Content-Length", "Transfer-Encoding", "Content-Type", "Origin", "Authorization", "Cookie", "Sec-Fetch-Site" };
enum { ONCE = sizeof once_only / sizeof *once_only };

struct seen { int counts[ONCE]; size_t bytes; text forwarded; };

static enum MHD_Result see_header(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
    (void)kind;
    struct seen *seen = data;
    seen->bytes += strlen(name) + (value ? strlen(value) : 0) + 4;
    for (int i = 0; i < ONCE; i++) seen->counts[i] += !strcasecmp(name, once_only[i]);
    if (value && !strcasecmp(name, "X-Forwarded-For")) seen->forwarded = value;
    return MHD_YES;
}

static bool headers_agree(const struct exchange *e, const struct seen *seen)
{
    for (int i = 0; i < ONCE; i++)
        if (seen->counts[i] > 1) return false;
    text host = http_header(&e->request, "Host"), encoding = http_header(&e->request, "Transfer-Encoding");
    if (!host || !host_right(host)) return false;
    return !encoding || (!http_header(&e->request, "Content-Length") && !strcasecmp(encoding, "chunked"));
}

static bool headers_right(struct exchange *e, const struct seen *seen)
{
    if (seen->bytes > HEADER_LIMIT) return guard_refuse(e, MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE, "too_large", N_("The request's headers are too large."));
    if (headers_agree(e, seen)) return true;
    e->hang_up = true;                      /* where this request ends is in doubt, so nothing after it is read */
    return guard_refuse(e, MHD_HTTP_BAD_REQUEST, "invalid", N_("The request's headers contradict each other."));
}

/* A page of another site must not act with our user's cookie. Browsers send at least one of the two headers with every
 * state-changing request; what carries a cookie and neither is refused (Fetch standard, "Origin"; W3C Fetch Metadata). */
static bool same_site(struct exchange *e)
{
    if (e->request.method == GET || !http_header(&e->request, "Cookie")) return true;
    text site = http_header(&e->request, "Sec-Fetch-Site"), origin = http_header(&e->request, "Origin"), host = http_header(&e->request, "Host");
    text ours = e->http->options.public_url, slashes = origin ? strstr(origin, "://") : NULL;
    bool same_origin = slashes && (!strcasecmp(slashes + 3, host) || (ours && !strncasecmp(origin, ours, strlen(origin)) && strchr("/", ours[strlen(origin)])));
    if (site ? !strcmp(site, "same-origin") || !strcmp(site, "none") : same_origin) return true;
    return guard_refuse(e, MHD_HTTP_FORBIDDEN, "cross_site", N_("This request came from another site and was not carried out."));
}

/* ---- who, where, what ---- */

static void who(struct exchange *e, text forwarded)
{
    char address[64] = "";
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(e->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (info && info->client_addr)
        getnameinfo(info->client_addr, info->client_addr->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in), address,
                    sizeof address, NULL, 0, NI_NUMERICHOST);
    text peer = arena_copy(e->arena, strncmp(address, "::ffff:", 7) || !strchr(address, '.') ? address : address + 7);
    text trusted = e->http->options.trusted_proxy, scheme = http_header(&e->request, "X-Forwarded-Proto");
    bool proxy = trusted && !strcmp(trusted, peer);
    /* The right-most address is the proxy's own word; those before it are whatever the client wrote. */
    text told = proxy && forwarded ? last_address(e->arena, forwarded) : NULL;
    e->request.address = told ? told : peer;
    e->request.secure = e->http->options.tls_key || (proxy && scheme && !strcmp(scheme, "https"));
}

static bool address_right(struct exchange *e)
{
    char *mark = strchr(e->uri, '?');
    size_t length = mark ? (size_t)(mark - e->uri) : strlen(e->uri);
    text path;
    e->query_count = query_pairs(e->arena, mark ? mark + 1 : "", e->query, MOST_QUERY);
    if (e->query_count >= 0 && http_decode(e->arena, e->uri, length, false, &path) && path_clean(path)) { e->request.path = path; return true; }
    if (e->query_count < 0) e->query_count = 0;
    return guard_refuse(e, MHD_HTTP_BAD_REQUEST, "invalid", N_("The address is not well formed."));
}

/* 0: none that we serve. HEAD is GET whose body stays here. */
static enum method method_of(const char *word)
{
    for (int i = GET; i <= DELETE; i++)
        if (!strcmp(method_words[i], word)) return (enum method)i;
    return !strcmp(word, "HEAD") ? GET : 0;
}

static bool not_allowed(struct exchange *e, unsigned allow)
{
    struct buf list = buf_new(e->arena);
    for (int i = GET; i <= DELETE; i++)
        if (allow & 1u << i) buf_print(&list, "%s%s", list.length ? ", " : "", i == GET ? "GET, HEAD" : method_words[i]);
    e->allow = buf_text(&list);
    return guard_refuse(e, MHD_HTTP_METHOD_NOT_ALLOWED, "method", N_("This address does not take this kind of request."));
}

static bool find_route(struct exchange *e)
{
    unsigned allow;
    e->route = router_find(e->http->router, e->arena, e->request.method, e->request.path, e->parts, &e->part_count, &allow);
    if (e->route) { e->request.route = e->route->pattern; return true; }
    if (allow) return not_allowed(e, allow);
    if (static_answer(e)) { e->refused = true; return false; }          /* answered: there is nothing left to do */
    return guard_refuse(e, MHD_HTTP_NOT_FOUND, "not_found", N_("There is nothing at this address."));
}

/* ---- body ---- */

size_t body_limit(const struct exchange *e) { return e->route->body_limit ? e->route->body_limit : BODY_LIMIT; }

bool guard_too_large(struct exchange *e) { return guard_refuse(e, MHD_HTTP_CONTENT_TOO_LARGE, "too_large", N_("What was sent is too large.")); }

static bool body_welcome(struct exchange *e)
{
    text length = http_header(&e->request, "Content-Length");
    if (length && strtoull(length, NULL, 10) > body_limit(e)) return guard_too_large(e);
    if (!e->route->upload || upload_begin(e)) return true;
    return guard_refuse(e, MHD_HTTP_INTERNAL_SERVER_ERROR, "fault", N_("The file could not be stored."));
}

static bool open_for_business(struct exchange *e)
{
    pthread_mutex_lock(&e->http->lock);
    bool draining = e->http->draining;
    if (!draining) { e->http->in_flight++; e->counted = true; }
    pthread_mutex_unlock(&e->http->lock);
    return !draining || guard_refuse(e, MHD_HTTP_SERVICE_UNAVAILABLE, "busy", N_("The server is being restarted; please try again in a moment."));
}

bool guard_request(struct exchange *e, const char *method)
{
    struct seen seen = { 0 };
    MHD_get_connection_values(e->connection, MHD_HEADER_KIND, see_header, &seen);
    e->head = !strcmp(method, "HEAD");
    e->request.method = method_of(method);
    who(e, seen.forwarded);
    return open_for_business(e) && headers_right(e, &seen) && address_right(e) && find_route(e) && same_site(e) && body_welcome(e);
}
