/** The server's judgement on a worker (src/team/eligibility.h): a light, and reasons that block or only warn, each with its nearest fix. */
export interface JudgementReason { code: string; message: string; fix?: string | null; since?: number; until?: number; warning?: boolean; type?: string; id?: number; step?: string }
export interface ServerJudgement { light: 'green' | 'yellow' | 'red'; ok: boolean; reasons: JudgementReason[] }
export type Verdict = 'ok' | 'warned' | 'paper' | 'blocked'

export const blocking = (j: ServerJudgement) => j.reasons.filter((r) => !r.warning)
export const warnings = (j: ServerJudgement) => j.reasons.filter((r) => r.warning)
export const reasonLine = (r: JudgementReason) => [r.message, r.fix].filter(Boolean).join(' → ')
/** What the light says in a word: yellow is either a warning or a paper that is missing. */
export function verdictOf(j: ServerJudgement): Verdict {
  if (j.ok) return j.reasons.length ? 'warned' : 'ok'
  return j.light === 'yellow' ? 'paper' : 'blocked'
}
