// A customer hands her key over and signs on the pad; the receipt is printed. Given back, the slip has both signatures.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { openCleaner } from './cleaner.mjs'
import { PNG } from './deal.mjs'
import { openShop } from './shop.mjs'

let shop, it
before(async () => { shop = await openShop(); it = await openCleaner(shop) })
after(() => shop.close())

test('a key is signed for, and its slip is printed', async () => {
  const { zhou } = it, home = (await zhou.good(`/api/household?customer=${it.customer.id}`)).rows[0]
  const signature = (await zhou.call('PUT', '/api/file?name=signature.png', PNG)).json.file
  const field = (await zhou.good('/api/meta')).types.find(t => t.name === 'key_custody').fields.find(f => f.name === 'handed_signature')
  assert.equal(field.format, 'signature', 'drawn on the pad')
  const key = { customer: it.customer.id, household: home.id, what: '门钥匙 2 把', tag: 'K-37', hangs_at: '柜 3 层', handed_by: '李芳' }
  assert.equal((await zhou.post('/api/key_custody', key)).status, 400, 'never without a signature')
  const made = await zhou.make('key_custody', { ...key, handed_signature: signature })
  const slip = await zhou.get(`/api/key_custody/${made.id}/paper`)
  assert.equal(slip.text.slice(0, 5), '%PDF-', slip.text.slice(0, 200))
  await zhou.step(made, 'key_custody', 'give_back', { to: '李芳', signature })
  assert.equal((await zhou.get(`/api/key_custody/${made.id}/paper`)).text.slice(0, 5), '%PDF-')
})
