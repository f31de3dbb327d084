// The planning engine from the shell: what its last line says, from solve and from check.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { program } from './shop.mjs'

const visit = id => ({ id, duration: 60, unserved: 100, place: 0, windows: [[540, 540]] })
const day = { format: 'zhangjia', places: 1, profiles: [{ time: [[0]] }], workers: [{ id: 1 }], slots: [{ id: 1, worker: 1, from: 480, to: 1080 }], visits: [visit(1), visit(2)] }

test('a plan that leaves somebody out at the problem’s own price is feasible and not complete; one that breaks a rule is not feasible', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dispatch-')), problem = join(folder, 'day.json'), plan = join(folder, 'plan.json'), broken = join(folder, 'broken.json')
  const say = (...words) => {
    const ended = spawnSync(program, ['dispatch', ...words], { encoding: 'utf8' })
    return { status: ended.status, said: ended.stderr, last: JSON.parse(ended.stdout.trim().split('\n').pop() || 'null') }
  }
  try {
    writeFileSync(problem, JSON.stringify(day))
    const one = say('solve', '--iterations', '50', '-o', plan, problem)
    assert.equal(one.status, 0, one.said)
    const { feasible, complete, left_out } = one.last
    assert.deepEqual({ feasible, complete, left_out }, { feasible: true, complete: false, left_out: 1 })
    const checked = say('check', problem, plan)
    assert.deepEqual([checked.status, checked.last.feasible, checked.last.complete, checked.last.left_out], [0, true, false, 1])

    writeFileSync(broken, readFileSync(plan, 'utf8').replace(/"start": ?540/, '"start": 600'))
    const wrong = say('check', problem, broken)
    assert.deepEqual([wrong.status, wrong.last.feasible, wrong.last.complete], [1, false, false])

    writeFileSync(problem, JSON.stringify({ ...day, visits: [visit(1), { ...visit(2), windows: [[600, 700]] }] }))
    const both = say('solve', '--iterations', '50', problem)
    assert.deepEqual([both.last.feasible, both.last.complete, both.last.left_out], [true, true, 0])
  } finally { rmSync(folder, { recursive: true }) }
})
