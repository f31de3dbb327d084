// A shop with maternity nurses: the line with its price, two consultants, three nurses with their papers; of the third the medical check ends fifteen days into a service
// that begins on `expected`. With `employed` they are the shop's own, with what a contract with them needs.
import { at } from './shop.mjs'
import { idNumber } from './cleaner.mjs'

const password = 'paper-lantern-42'
const papers = [['identity', {}], ['background', {}], ['medical', { medical: 'infant' }], ['insurance', {}], ['skill', {}]]

let serial = 300
async function nurseCalled({ boss, branch, line, day, employed }, name, until, level = 4) {
  const born = new Date((day - 44 * 365) * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''), known = { phone: `1391234${6000 + (serial += 2)}`, id_number: idNumber('510101', born, String(serial)) }
  const person = await boss.make('person', { name, sex: 'female', ...(employed ? known : { birth: day - 44 * 365 }) })
  let worker = await boss.make('worker', { person: person.id, mode: employed ? 'employee' : 'agency', branch: branch.id, skills: [{ line: line.id, level, since: day - 1500 }], joined: day - 900, ...(employed && { retirement: 'woman_50', retirement_evidence: '劳动合同' }) })
  for (const [kind, more] of papers) {
    let paper = await boss.make('credential', { worker: worker.id, kind, ...more, ...(kind === 'insurance' && employed && { issuer: '平安财险', paper_number: `PA-${serial}` }), ...(kind === 'background' && { issued: day - 30 }), valid_from: day - 30, valid_to: kind === 'medical' ? until : day + 600 })
    paper = await boss.step(paper, 'credential', 'submit')
    await boss.step(paper, 'credential', 'verify', { how: '看过原件', result: 'pass' })
  }
  for (const step of ['screen', 'train', 'onboard', 'activate']) worker = await boss.step(worker, 'worker', step)
  return { ...worker, phone: known.phone }
}

async function account({ boss, shop, branch }, login, name, role) {
  const person = shop.person(), made = await boss.make('account', { login, name, home: branch.id, roles: [{ role, place: branch.id }] })
  await boss.post(`/api/account/${made.id}/password`, { password })
  await person.login(login, password)
  return person
}

// `clock`: the shop's clock may be moved, and is set to nine o'clock of `day`; everybody is logged in anew by now().
export async function openNurses(shop, { day, expected, clock = true, employed = false }) {
  const n = { shop, day, expected, password, employed, boss: shop.person(), workers: {} }
  const { boss } = n
  const setup = await boss.post('/api/setup', { company: '安心家政', branch: '总店', name: '老板', login: 'boss', password })
  if (setup.status !== 200) throw new Error(setup.text)
  n.now = async (on, hour, minute = 0) => { shop.setTime(at(on, hour, minute)); for (const [who, login] of [[boss, 'boss'], [n.chen, 'chen'], [n.lin, 'lin']]) if (who) await who.login(login, password) }
  if (clock) await n.now(day, 9)
  n.branch = (await boss.good('/api/branch')).rows[0]
  const role = (await boss.good('/api/role?limit=50')).rows.find(r => r.code === 'consultant').id
  n.line = await boss.make('service_line', { code: 'YS', name: '月嫂', glyph: '月', category: 'maternity', unit: 'day', medical: 'infant', needs: ['background', 'insurance', 'certificate'], child_contact: true, exclusions: '不做全家的饭' })
  const price = await boss.make('price_rule', { line: n.line.id, name: '月嫂 2026', valid_from: day, unit_price: 60000, worker_percent: 80 })
  await boss.step(price, 'price_rule', 'publish')
  n.chen = await account(n, 'chen', '陈顾问', role)
  n.lin = await account(n, 'lin', '林顾问', role)
  n.hire = (name, until, level) => nurseCalled(n, name, until, level)
  for (const [name, until] of [['赵月华', day + 600], ['钱月英', day + 600], ['孙月芳', expected + 14]]) n.workers[name] = await nurseCalled(n, name, until)
  return n
}
