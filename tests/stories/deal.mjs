// What a contract needs before it can be sent: the company's facts, the customer's ID number, the worker's papers. And a gateway that keeps every SMS.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { today } from './shop.mjs'
import { idNumber } from './cleaner.mjs'

// A one-pixel PNG: what a phone sends when somebody drew.
export const PNG = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), c => c.charCodeAt(0))

export async function until(what, look) {
  for (let i = 0; i < 1600; i++) { const found = await look(); if (found) return found; await new Promise(done => setTimeout(done, 25)) }
  throw new Error(`${what} never came`)
}
export async function setting(who, code, value) {
  const row = (await who.good(`/api/setting?code=${code}&limit=9`)).rows.find(r => r.since === today())
  return row ? who.edit(row, 'setting', { value }) : who.make('setting', { code, since: today(), value })
}
// { code(number, after), count(), close() }: the newest code to a number among those that came later than the `after`-th.
export async function openGateway(who) {
  const sent = []
  const server = createServer((q, a) => { let body = ''; q.on('data', c => { body += c }); q.on('end', () => { sent.push(body); a.setHeader('Content-Type', 'application/json'); a.end('{"id":"g1"}') }) })
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  await setting(who, 'messages.gateway_url', `http://127.0.0.1:${server.address().port}`)
  await setting(who, 'messages.gateway_key', 'a-key-of-at-least-thirty-two-characters')
  const codeIn = (m, number) => /\d{6}/.exec((JSON.parse(m).text ?? m).replaceAll(number, ''))?.[0]
  return { code: (number, after) => until(`a code for ${number}`, () => sent.slice(after).filter(m => m.includes(number)).map(m => codeIn(m, number)).find(Boolean)), count: () => sent.length, close: () => server.close() }
}
export const nanny = who => who.make('service_line', { code: 'NANNY', name: '住家保姆', glyph: '姆', category: 'nanny', unit: 'month', least: 120, increment: 30, medical: 'general', description: '三餐、家庭保洁、衣物清洗熨烫', exclusions: '外窗、登高、管道疏通' })

export async function fillIn({ zhou, branch, customer, worker }) {
  const change = async (type, id, body) => zhou.edit(await zhou.good(`/api/${type}/${id}`), type, body)
  await setting(zhou, 'company.uscc', '91510100MA6DEMO001')
  await setting(zhou, 'company.head', '赵负责')
  await setting(zhou, 'company.licence', '川人服证字〔2026〕第0001号')
  await change('branch', branch, { address: '天府大道1号', complaint_phone: '028-85551234' })
  await change('person', customer.person, { id_number: idNumber('110101', '19880808', '226') })
  const paper = async body => { const made = await zhou.make('credential', { worker: worker.id, ...body }); await zhou.step(made, 'credential', 'verify', { result: 'pass', how: '查验' }) }
  await paper({ kind: 'insurance', issuer: '平安财险', paper_number: 'PA-2026-77', issued: today() - 5, valid_from: today() - 5, valid_to: today() + 800 })
  await paper({ kind: 'safety', issued: today() - 30, valid_from: today() - 30, valid_to: today() + 800 })
  await change('worker', worker.id, { retirement: 'woman_50', retirement_evidence: '2019年劳动合同' })
}

// The right the paper says she signs by, as she declares it again: the first whose word stands in it.
export function rightOf({ rights, document }) {
  const said = document.blocks.flatMap(b => b.facts ?? []).find(([label]) => label === '签约身份')?.[1] ?? ''
  return rights ? { right: rights.find(r => said.includes(r.label.slice(0, 2)))?.key } : {}
}
// A party of a contract signs on its own phone: the link, a code to its number, the text, a drawn name.
export async function signOnPhone(shop, gateway, link, number) {
  const phone = shop.person(), sent = gateway.count(), token = link.split('/sign/')[1], sha = createHash('sha256').update(PNG).digest('hex')
  await phone.post(`/api/c/sign/${token}/code`, {})
  const opened = (await phone.post(`/api/c/sign/${token}/open`, { code: await gateway.code(number, sent) })).json
  await phone.call('PUT', `/api/c/sign/${token}/picture?pass=${opened.pass}&sha=${sha}`, PNG)
  const done = await phone.post(`/api/c/sign/${token}`, { pass: opened.pass, sha, hash: opened.hash, agree: true, ...rightOf(opened) })
  if (done.status !== 200) throw new Error(done.text)
  return opened
}
export async function signForCompany(who, contract) {
  const file = await who.call('PUT', '/api/file?name=sign.png', PNG), { document_hash: hash } = await who.good(`/api/contract/${contract}`)
  return who.post(`/api/contract/${contract}/sign_for_company`, { picture: file.json.file, hash })
}
