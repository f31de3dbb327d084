import { describe, expect, it } from 'vitest'
import { blocking, reasonLine, verdictOf, type ServerJudgement } from './judgement'

const said = (light: ServerJudgement['light'], ...warning: boolean[]): ServerJudgement => ({ light, ok: warning.every(Boolean), reasons: warning.map((w, i) => ({ code: `H0${i}`, message: 'why', fix: i ? null : 'fix', warning: w })) })

describe('judgement', () => {
  it('tells a warning from a missing paper, both yellow', () => {
    expect([said('green'), said('yellow', true), said('yellow', false), said('red', true, false)].map(verdictOf)).toEqual(['ok', 'warned', 'paper', 'blocked'])
  })
  it('keeps what blocks apart from what warns, and joins why and fix', () => {
    expect(blocking(said('red', true, false)).map((r) => r.code)).toEqual(['H01'])
    expect(said('red', false, false).reasons.map(reasonLine)).toEqual(['why → fix', 'why'])
  })
})
