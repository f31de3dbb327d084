/** Demo records, the same on every start: a seeded generator, one clock. */
import { SKILLS } from './meta.mjs'

export const MINUTE = 60_000
export const ZONE = 8 * 60 * MINUTE
export const START = Date.UTC(2026, 10, 23, 2, 24)              // 2026-11-23 10:24 in China
const began = Date.now()
export const now = () => START + (Date.now() - began)
export const TODAY = Math.floor((START + ZONE) / 86_400_000)
export const at = (minute, day = TODAY) => day * 86_400_000 - ZONE + minute * MINUTE

function random(seed) {
  let a = seed
  return () => { a |= 0; a = (a + 0x6d2b79f5) | 0; let x = Math.imul(a ^ (a >>> 15), 1 | a); x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x; return ((x ^ (x >>> 14)) >>> 0) / 4294967296 }
}
const r = random(20261123)
const pick = (list) => list[Math.floor(r() * list.length)]
const int = (a, b) => a + Math.floor(r() * (b - a + 1))
const two = (n) => String(n).padStart(2, '0')

export const BRANCHES = [{ id: 1, name: '成都一店', home: true }, { id: 2, name: '成都二店', home: false }]
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢']
const GIVEN = ['桂芳', '金凤', '小燕', '红英', '玉梅', '建国', '秀兰', '雪梅', '春花', '敏', '慧', '银花', '晓琴', '翠莲', '丽华', '国强', '素芬', '明霞', '淑珍', '永芳']
const AREAS = [['天府广场', 30.657, 104.066], ['春熙路', 30.655, 104.081], ['建设路', 30.672, 104.101], ['金沙', 30.682, 104.012], ['双楠', 30.643, 104.032], ['桐梓林', 30.616, 104.069], ['万年场', 30.665, 104.118], ['大源', 30.553, 104.058]]
const ESTATES = ['阳光雅苑', '书香雅苑', '翡翠名邸', '锦绣花园', '望江苑', '清水河畔', '蜀汉名居', '金沙里']

export const users = { 2: '周经理', 3: '小陈' }
export const tables = { customer: [], worker: [], visit: [], order: [] }
const base = (id, prefix, extra) => ({ id, number: `${prefix}2611-${String(id).padStart(5, '0')}`, branch: 1, version: int(1, 4), created_at: START - int(1, 90) * 86_400_000, changed_at: START - int(5, 3000) * MINUTE, changed_by: pick([2, 3]), ...extra })

for (let i = 1; i <= 68; i++) {
  const [area, lat, lng] = pick(AREAS)
  const name = pick(SURNAMES) + pick(['女士', '先生', '阿姨', '女士'])
  tables.customer.push(base(i, 'C', { title: name, name, phone: `1${pick(['38', '39', '86', '58'])}****${two(int(0, 99))}${two(int(0, 99))}`, level: pick(['normal', 'normal', 'silver', 'gold']), source: pick(['wechat', 'phone', 'referral', 'shop', 'platform']), area, address: `${area}${pick(ESTATES)} ${int(1, 18)}栋${int(1, 30)}0${int(1, 4)}`, position: { lat: lat + r() / 100, lng: lng + r() / 100 }, balance: r() < 0.4 ? int(1, 40) * 5000 : 0, last_visit: r() < 0.85 ? TODAY - int(0, 60) : null, likes: ['pet', 'elder', 'child', 'shoes'].filter(() => r() < 0.25), wechat: r() < 0.7, remark: r() < 0.4 ? pick(['家里有猫，进门请随手关门', '门禁密码到达后电话获取', '老人午睡，两点后再敲门', '厨房油烟机要重点清洗']) : '', masked: ['phone'] }))
}
const names = new Set()
for (let i = 1; i <= 34; i++) {
  let name
  do name = pick(SURNAMES) + pick(GIVEN); while (names.has(name))
  names.add(name)
  tables.worker.push(base(i, 'W', { title: name, name, state: i === 12 ? 'paused' : i > 32 ? 'training' : 'active', phone: `1${pick(['38', '39', '86'])}****${two(int(0, 99))}${two(int(0, 99))}`, id_number: '5101**********' + int(1000, 9999), skills: SKILLS.map((s) => s.value).filter(() => r() < 0.42).slice(0, 3), grade: pick(['one', 'two', 'two', 'gold']), health_until: TODAY + int(-3, 300), health_file: i % 3 ? 'a'.repeat(64) : '', shift_from: 480, capacity: pick([480, 540, 600]), rating: int(86, 99), home: { lat: 30.65 + r() / 20, lng: 104.05 + r() / 20 }, masked: ['phone', 'id_number'] }))
}
for (const w of tables.worker) if (!w.skills.length) w.skills = ['cleaning', 'deep']
for (let i = 1; i <= 46; i++) {
  const lines = Array.from({ length: int(1, 3) }, () => ({ line: pick(SKILLS).value, minutes: pick([120, 180, 240]), worker: r() < 0.4 ? int(1, 30) : null, price: int(8, 40) * 1000 }))
  tables.order.push(base(i, 'S', { customer: int(1, 68), state: pick(['open', 'confirmed', 'confirmed', 'paid', 'closed']), channel: pick(['wechat', 'phone', 'referral', 'shop']), day: TODAY + int(-10, 12), total: lines.reduce((a, l) => a + l.price, 0), deposit: pick([0, 5000, 10000]), invoice: r() < 0.3, lines, remark: '' }))
}
for (const o of tables.order) o.title = tables.customer[o.customer - 1].title

function visit(id, worker, start, length, day, state) {
  const who = tables.customer[int(0, 67)]
  const line = worker ? pick(tables.worker[worker - 1].skills) : pick(SKILLS).value
  return base(id, 'V', { title: `${who.title} · ${SKILLS.find((s) => s.value === line).label}`, state, customer: who.id, line, worker, start: at(start, day), end: at(start + length, day), order: int(1, 46), price: Math.round(length / 60) * int(40, 62) * 100, area: who.area, address: who.address, tags: ['pet', 'new', 'tools'].filter(() => r() < 0.13), remark: who.remark })
}
let id = 0
for (const w of tables.worker.filter((x) => x.state === 'active')) for (let day = TODAY - 1; day <= TODAY + 1; day++) {
  if (w.id === 12 || w.id === 21) continue
  let t = pick([450, 480, 510, 540])
  for (let n = 0; n < 5 && t < 1110; n++) {
    const length = pick([60, 90, 120, 120, 150, 180])
    if ((w.id === 5 && t + length > 960) || (w.id === 9 && t + length > 840)) break
    const nowMinute = 624
    const state = day < TODAY || (day === TODAY && t + length < nowMinute) ? 'done' : day === TODAY && t < nowMinute - 20 ? 'running' : r() < 0.25 ? 'offered' : 'accepted'
    tables.visit.push(visit(++id, w.id, t, length, day, state))
    t += length + pick([30, 45, 60, 90, 120])
  }
}
for (let n = 0; n < 14; n++) tables.visit.push(visit(++id, null, [645, 690, 735, 780, 810, 840, 870, 900, 930, 960, 990, 1020, 1050, 1080][n], pick([90, 120, 150]), TODAY, 'unassigned'))
export const history = new Map()
export const newId = (type) => Math.max(0, ...tables[type].map((x) => x.id)) + 1
