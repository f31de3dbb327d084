// A sheet goes through the importer as a person does it: uploaded, its columns guessed, looked at in a dry run, run row by row.
import assert from 'node:assert/strict'

export async function finished(who, answer) {
  assert.ok(answer.status < 300, answer.text)
  for (let i = 0; i < 400; i++) {
    const job = await who.good(`/api/job/${answer.json.job ?? answer.json.id}`)
    if (!['waiting', 'running'].includes(job.state)) return job
    await new Promise(done => setTimeout(done, 50))
  }
  throw new Error('the job does not end')
}

// → { batch, checked, made }: the batch after the dry run (counts, errors) and after the run.
export async function bring(who, type, name, csv) {
  const file = await who.call('PUT', `/api/file?name=${encodeURIComponent(name)}`, new TextEncoder().encode(csv))
  assert.ok(file.status < 300, file.text)
  const opened = await who.post(`/api/import/${type}?file=${file.json.file}`, {})
  assert.ok(opened.status < 300, opened.text)
  const { id, sheets: [sheet], fields } = opened.json
  for (const f of fields) assert.doesNotMatch(f.label, /^[a-z_]+\.[a-z_]+$/, 'a column is called as its field')
  const columns = Object.fromEntries(sheet.columns.filter(c => c.field).map(c => [c.index, c.field]))
  const job = await finished(who, await who.post(`/api/import/batch/${id}/check`, { sheet: 0, header_row: sheet.header_row, columns }))
  assert.equal(job.state, 'done', JSON.stringify(job))
  const checked = await who.good(`/api/import/batch/${id}`)
  assert.equal((await finished(who, await who.post(`/api/import/batch/${id}/run`, { mode: 'rows' }))).state, 'done')
  return { batch: id, columns: sheet.columns, checked, made: await who.good(`/api/import/batch/${id}`) }
}
export const said = batch => batch.errors.map(e => `${e.row} ${e.message}`).join('\n')
