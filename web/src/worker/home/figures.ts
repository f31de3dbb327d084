/** Figures of a care entry as she reads them: 奶量 60 毫升 · 体温 36.6 ℃. */
import { FIGURES, type Figure, type Log } from './model'
import { sayHome } from './words'

const figure = (name: Figure, n: number) => `${sayHome(name)} ${FIGURES[name].tenths ? (n / 10).toFixed(1) : n}${name === 'mood' ? '/5' : ` ${sayHome(`u_${name}` as 'u_milk_ml')}`}`.trim()
export const figuresText = (figures: Log['figures']) => (Object.entries(figures) as [Figure, number][]).map(([name, n]) => figure(name, n)).join(' · ')
