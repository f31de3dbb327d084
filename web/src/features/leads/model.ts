/** A lead as the pools show it, and its one clock. */
import { lengthText, MINUTE } from '@/shared/lib/time'
import { say } from './words'

export interface Lead { id: number; number: string; person: number; name: string; phone: string; quiet: boolean; channel: string; detail: string; line: string; line_id: number; area: string; state: string; state_label: string; owner: string; arrived_at: number; answered_at: number; online: boolean; private_until: number; next_at: number; words: string; tries: number; due: number; version: number; credit: string; twin?: Twin }
/** Another lead with the same number. */
export interface Twin { id: number; number: string; name: string; version?: number }
export type Pool = 'new' | 'mine' | 'team' | 'sea'
export const POOLS: Pool[] = ['new', 'mine', 'team', 'sea']
export interface Pools { counts: Record<Pool, number>; rows: Lead[]; more: boolean }
export interface ChannelRow { channel: string; label: string; leads: number; valid: number; converted: number; won: number; lost: number; answered: number; in_time: number; median: number; p90: number }
export interface Figures { from: number; to: number; rows: ChannelRow[]; lost: { label: string; count: number }[] }

export interface Clock { text: string; tone: 'danger' | 'warn' | 'mute' }
const minutes = (ms: number) => lengthText(Math.max(0, Math.floor(ms / MINUTE)))
/** What runs out next: the first answer, the day to ask again, the protection. */
export function clockOf(lead: Lead, now: number): Clock | null {
  if (!lead.answered_at && lead.due) return lead.due < now ? { text: say('late', { time: minutes(now - lead.due) }), tone: 'danger' } : { text: say('answerIn', { time: minutes(lead.due - now) }), tone: 'warn' }
  if (lead.state !== 'nurturing' && lead.next_at) return lead.next_at < now ? { text: say('late', { time: minutes(now - lead.next_at) }), tone: 'danger' } : { text: say('answerIn', { time: minutes(lead.next_at - now) }), tone: 'warn' }
  if (lead.state === 'nurturing' && lead.next_at) return { text: say('again', { time: lead.next_at < now ? minutes(0) : minutes(lead.next_at - now) }), tone: lead.next_at < now ? 'warn' : 'mute' }
  if (!lead.private_until) return null
  return { text: say('hersUntil', { time: minutes(lead.private_until - now) }), tone: lead.private_until - now < 24 * 60 * MINUTE ? 'warn' : 'mute' }
}
/** A share as people read it; of fewer than ten the figure says so itself by standing beside the count. */
export const share = (part: number, of: number) => (of ? say('percent', { n: Math.round((part * 100) / of) }) : '–')
