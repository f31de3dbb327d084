import { language } from '../words'

/** The words of leaving a home of her own will. */
const zh = {
  open: '我要离开这一家', title: '我要离开这一家', hint: '先告诉门店，家里看不到，由门店去说。门店会打电话给您，定下最后一天。做过的天数工资照算。',
  last: '做到哪天（最后一天）', notice: '合同约定提前 {n} 天说：按约定最早做到 {day}。', short: '比约定少 {n} 天：门店要和家里商量，也可能请您多做几天。', free: '有人对您动手动脚、打骂您：不用提前说，先离开，按住红色「求助」。',
  why: '为什么', homesick: '家里有事、想家', worker_ill: '身体不好', pregnant: '怀孕了', season: '回老家', pay: '工资问题', harassment: '在这家受骚扰、打骂', left: '其他', words: '想对门店说的（可不填）', wordsNeeded: '请说说为什么', send: '交给门店',
  past: '这一天已经过去', far: '离那天一个月以内再提，或打电话给门店', over: '合同本来就到 {day} 为止', waits: '等待上传', said: '您说做到 {day}', told: '门店会打电话给您。家里还不知道，由门店去说。', taken: '门店在办，有事打电话。', back: '收回，我继续做', saidShort: '（比约定少 {n} 天）',
}
const en: Record<keyof typeof zh, string> = {
  open: 'I am leaving this home', title: 'I am leaving this home', hint: 'This goes to the office only; the family does not see it, the office tells them. It calls you and settles your last day. Days worked are paid.',
  last: 'Your last day', notice: 'The contract asks for {n} days of notice: {day} at the earliest.', short: '{n} days short of that: the office speaks with the family, and may ask you for some days more.', free: 'Somebody touches or beats you: no notice is needed. Leave first, and hold the red “Help”.',
  why: 'Why', homesick: 'Family matters, homesick', worker_ill: 'My health', pregnant: 'I am pregnant', season: 'Going home', pay: 'The pay', harassment: 'Harassed or beaten here', left: 'Something else', words: 'What the office should know (may stay empty)', wordsNeeded: 'Please say why', send: 'Tell the office',
  past: 'This day is over', far: 'Say so within the month before, or call the office', over: 'The contract ends on {day} anyway', waits: 'waits to be sent', said: 'You said: until {day}', told: 'The office calls you. The family does not know yet; the office tells them.', taken: 'The office is on it; call it for anything else.', back: 'Take it back, I stay', saidShort: ' ({n} days short of the notice)',
}
export function sayLeaving(word: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
