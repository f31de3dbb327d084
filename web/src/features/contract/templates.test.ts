import { describe, expect, it } from 'vitest'
import { lineDiff, sentences } from './lines'
import { articles, changesOf, families, type Clause, type Template } from './templates'

const TODAY = 20780
describe('versions of a template', () => {
  const clause = (code: string, wording: string, rest: Partial<Clause> = {}): Clause => ({ code, article: '报酬', wording, holds: 'always', law: '', ...rest })
  const version = (issue: number, clauses: Clause[], rest: Partial<Template> = {}) => ({ id: issue, issue, mode: 'agency', region: '', state: 'published', valid_from: TODAY - 10, preamble: '', closing: '', refunds: [], clauses, ...rest }) as unknown as Template
  it('compares sentence by sentence', () => {
    expect(sentences('一。二；三')).toEqual(['一。', '二；', '三'])
    expect(lineDiff('每月十日付。逾期加息。', '每月五日付。逾期加息。')).toEqual([{ kind: 'removed', text: '每月十日付。' }, { kind: 'added', text: '每月五日付。' }, { kind: 'same', text: '逾期加息。' }])
    expect(lineDiff('', '新。')).toEqual([{ kind: 'added', text: '新。' }])
    expect(lineDiff('同。', '同。')).toEqual([{ kind: 'same', text: '同。' }])
  })
  it('finds added, removed and changed clauses, also when only the law behind one changed', () => {
    const found = changesOf(version(1, [clause('pay', '甲。'), clause('old', '旧。'), clause('law', '同。')]), version(2, [clause('new', '新。'), clause('pay', '乙。'), clause('law', '同。', { law: '民法典 961' })]), (rows) => String(rows.length))
    expect(found.map((c) => [c.code, c.kind])).toEqual([['new', 'added'], ['pay', 'changed'], ['law', 'changed'], ['old', 'removed']])
  })
  it('groups versions, with the one that holds today', () => {
    const [one] = families([version(1, []), version(3, [], { state: 'draft', valid_from: 0 }), version(2, [], { valid_from: TODAY + 5 })], TODAY)
    expect([one!.versions.map((v) => v.issue), one!.holds!.issue, one!.draft!.issue]).toEqual([[3, 2, 1], 1, 3])
    expect(articles([clause('a', ''), clause('b', ''), clause('c', '', { article: '退费' })]).map((a) => a.clauses.map((c) => c.number))).toEqual([['1.1', '1.2'], ['2.1']])
  })
})
