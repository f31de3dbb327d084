// What fuzz/requests.mjs sends: values that fit a schema of the API's description, and values that people, programs and attackers send instead.
const long = '长'.repeat(40_000)
const words = ['', ' ', '李芳', "'; drop table visit; --", '<script>alert(1)</script>', '{{7*7}}', '%s%n%x', '../../etc/passwd', 'a\u0000b', '\ud800', '\u202e张三', '😀'.repeat(300), '０１２', '-', '1e9', 'NaN', long, 'a b', '\n\r\t', '=1+1', 'null']
const numbers = [0, -0, -1, 1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 9.9e18, -9.3e18, 0.1, 999_999_999_999]
const others = [null, true, [], {}, [[]], { id: 1 }, [null], '1']
const ids = ['0', '-1', '9007199254740993', '99999999999999999999', 'abc', '1.0', '1e3', ' 1', '1/../2', '%00', "1'", '٣', 'NaN', '']

/** A value that the kind of the member allows. */
async function fitting(schema, world) {
  const { random, pick, idOf, components } = world, kind = schema['x-kind']
  if (schema.$ref) return fitting(components.schemas[schema.$ref.split('/').pop()], world)
  const type = [schema.type].flat()[0]
  if (schema.enum) return pick(schema.enum)
  if (kind === 'ref') return idOf(schema['x-to'])
  if (kind === 'instant') return Date.now() + (random(60) - 30) * 3_600_000 * 6
  if (kind === 'day') return Math.floor(Date.now() / 86_400_000) + random(60) - 30
  if (kind === 'place') return { lat: 31.2 + random(100) / 1000, lng: 121.4 + random(100) / 1000 }
  if (type === 'array') return random(4) ? [await fitting(schema.items ?? {}, world)] : []
  if (type === 'object') return object(schema, world)
  if (type === 'boolean') return !random(2)
  if (type === 'integer' || type === 'number') return pick([1, 2, 10, 100, 5000, schema.minimum ?? 3, schema.maximum ?? 480])
  return pick(['李芳', '已与客户电话确认', '13800138000', '10012345678', '2026-11-26', 'A-1'])
}
async function object(schema, world) {
  const out = {}
  for (const [name, member] of Object.entries(schema.properties ?? {})) if (schema.required?.includes(name) || world.random(3)) out[name] = await fitting(member, world)
  return out
}

export const attack = {
  id: pick => pick(ids),
  query(pick, random, parameters) {
    const names = [...parameters.map(p => p.name ?? p.$ref?.split('/').pop()), 'q', 'sort', 'limit', 'after', 'count', 'state', 'branch', 'from', 'to', 'day', 'columns', 'lang', 'version']
    return Array.from({ length: 1 + random(3) }, () => `${pick(names)}${pick(['', '', '_from', '_to'])}=${encodeURIComponent(pick([...words.filter(w => w.isWellFormed() && w.length < 1000), ...numbers.map(String), 'none', '1,2,,3', '-id']))}`).join('&')
  },
  async body(schema, world) {
    const { random, pick } = world, body = await fitting(schema, world)
    const dice = random(20)
    if (dice === 0) return new TextEncoder().encode(pick(['{', '[]', '"x"', '{"a":1,"a":2}', `${'['.repeat(20_000)}`, '{"version":1e999}', 'true', '\ufeff{}', '{"note":"\\ud800"}', '', '{}x']))
    if (dice === 1) return pick(others)
    const names = Object.keys(body ?? {})
    if (dice < 5 || !names.length) return body
    if (dice === 5) return { ...body, [pick(['id', 'branch', 'state', 'number', '__proto__', 'changed_by', 'no_such', long.slice(0, 5000)])]: pick([1, 'x', null, {}]) }
    body[pick(names)] = pick([...words, ...numbers, ...others])
    return body
  },
}
