// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { feeders, searched, servedBy, type Chapter, type Step } from './model'
import { router } from '@/app/router'
import { pageOf, pages, stepsOfPage } from './pages'
import { pageAt } from './place'
import { both } from './words'

const step = (id: string, title: string, feeds: string[] = [], types: string[] = []): Step => ({ id, title, source: '', does: '', input: '', output: '', deadline: '', standard: '', who: [], feeds, records: types.map((type) => ({ type, label: type, see: true, clocks: [] })) })
const chapters: Chapter[] = [
  { number: 4, title: '客户关系管理流程', about: '', steps: [step('4.1', '客户接待', ['4.2'], ['lead']), step('4.2', '服务匹配', ['4.3'], ['demand'])] },
  { number: 6, title: '运营管理流程', about: '', steps: [step('6.1', '资源调配', ['4.2'], ['visit', 'demand'])] },
]

describe('the procedure', () => {
  it('knows who hands over to a step and which steps a record serves', () => {
    expect(feeders(chapters, '4.2').map((one) => one.id)).toEqual(['4.1', '6.1'])
    expect(servedBy(chapters, 'demand').map((one) => one.id)).toEqual(['4.2', '6.1'])
    expect(servedBy(chapters, 'nothing')).toEqual([])
    expect(stepsOfPage(pageOf({ key: 'board' })!, chapters).map((one) => one.id)).toEqual(['6.1', '4.2'])
  })
  it('finds steps by every word, in their own text, their pages or their chapter', () => {
    const found = (words: string) => searched(chapters, words, (one) => (one.id === '6.1' ? ['调度台'] : [])).flatMap((chapter) => chapter.steps.map((one) => one.id))
    expect(found('调度台')).toEqual(['6.1'])
    expect(found('客户 匹配')).toEqual(['4.2'])
    expect(found('')).toEqual(['4.1', '4.2', '6.1'])
    expect(found('没有这个')).toEqual([])
  })
})
describe('the pages', () => {
  it('are known by the name of their route, records by their type', () => {
    expect(pageAt({ name: 'board', params: {} })?.key).toBe('board')
    expect(pageAt({ name: 'list', params: { type: 'bill' } })).toMatchObject({ key: 'bill', type: 'bill' })
    expect(pageAt({ name: 'contract', params: { id: '3' } })).toMatchObject({ key: 'contract', type: 'contract' })
    expect(pageAt({ name: 'lost', params: {} })).toBeUndefined()
  })
  it('each say in both languages what they are for, and serve a step', () => {
    for (const page of pages) {
      expect(page.words.zh.length, page.key).toBeGreaterThan(15)
      expect(page.words.en.length, page.key).toBeGreaterThan(30)
      expect(page.steps.length, page.key).toBeGreaterThan(0)
    }
    expect(new Set(pages.map((page) => page.key)).size).toBe(pages.length)
  })
  it('are explained, every one the router knows but those that explain themselves', () => {
    const places = router.getRoutes().map((route) => pageAt({ name: route.name, params: { type: 'bill' } })).filter((place) => place !== undefined)
    expect(places.length).toBeGreaterThan(25)
    expect(places.filter((place) => !place.type && !pageOf(place)).map((place) => place.key)).toEqual([])
  })
  it('have both languages with the same places to fill', () => {
    for (const [word, zh] of Object.entries(both.zh)) expect(both.en[word as keyof typeof both.en].match(/\{\w+\}/g) ?? [], word).toEqual(zh.match(/\{\w+\}/g) ?? [])
  })
})
