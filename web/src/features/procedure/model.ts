/** The procedure as GET /api/procedures tells it, and what follows from it: neighbours, and what a search finds. */
export interface ProcedureRecord { type: string; label: string; see: boolean; clocks: string[] }
export interface Step { id: string; title: string; source: string; does: string; input: string; output: string; deadline: string; standard: string; who: string[]; feeds: string[]; records: ProcedureRecord[] }
export interface Chapter { number: number; title: string; about: string; steps: Step[] }

export const allSteps = (chapters: Chapter[]) => chapters.flatMap((chapter) => chapter.steps)
/** The steps that hand over to this one. */
export const feeders = (chapters: Chapter[], id: string) => allSteps(chapters).filter((step) => step.feeds.includes(id))
export const servedBy = (chapters: Chapter[], type: string) => allSteps(chapters).filter((step) => step.records.some((record) => record.type === type))

/** Chapters with the steps in which every word of the search occurs; `pages` are the names of the pages a step is done on. */
export function searched(chapters: Chapter[], words: string, pages: (step: Step) => string[]): Chapter[] {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean)
  if (!parts.length) return chapters
  const text = (step: Step) => [step.id, step.title, step.source, step.does, step.input, step.output, ...step.who, ...step.records.map((record) => record.label), ...pages(step)].join('\n').toLowerCase()
  return chapters.map((chapter) => ({ ...chapter, steps: chapter.steps.filter((step) => parts.every((part) => text(step).includes(part) || chapter.title.toLowerCase().includes(part))) })).filter((chapter) => chapter.steps.length)
}
