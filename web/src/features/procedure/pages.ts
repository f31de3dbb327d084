/** What each page made by hand is for and which steps of the procedure it serves. Lists and pages of records need no row: the server says which steps
 *  a type is kept for. A new page gets its row here; a test walks the router and names the one that has none. */
import { typeOf } from '@/shared/lib/state'
import { language, t } from '@/shared/words'
import { servedBy, type Chapter, type Step } from './model'
import type { Place } from './place'

/** `key`: the route's name. `to`: the way there, absent for pages of one record. `type`: who may see that type sees the page. */
export interface Page { key: string; to?: string; type?: string; steps: string[]; title: () => string; words: { zh: string; en: string } }
const label = (type: string) => () => typeOf(type)?.label ?? ''

export const pages: Page[] = [
  { key: 'today', to: '/today', type: 'visit', steps: ['6.1', '4.3', '6.4'], title: () => t('nav.today'), words: { zh: '今天要先处理什么：按危急程度和剩余时间排好，每行右边的按钮就是解决它的那一步；上方数字点开是背后的单据。', en: 'What needs you first today, by harm and time left. The button on each line is the step that solves it; the figures above open the records behind them.' } },
  { key: 'lines', to: '/today/lines', type: 'visit', steps: ['6.1', '4.3'], title: () => t('day.now'), words: { zh: '今日页上每个数字背后的全部条目，最要紧的在最上面，每行右边的按钮就是解决它的那一步。', en: 'Every line behind the numbers of today, the gravest first. The button on each line is the step that solves it.' } },
  { key: 'brief', to: '/brief', type: 'visit', steps: ['6.4'], title: () => t('day.brief'), words: { zh: '晨会用的一页：昨天做得怎样、今天缺谁、该盯什么，可以直接打印或投屏。', en: 'One page for the morning meeting: how yesterday went, who is missing today, what to watch. Print it or show it on a screen.' } },
  { key: 'queue', to: '/queue', steps: ['6.1', '4.3', '4.4'], title: () => t('nav.queue'), words: { zh: '所有带时限的事按到期时间排在这里，到点提醒，没人处理会升级给上一级。', en: 'Everything with a deadline, by when it is due. It rings when due and goes up when nobody acts.' } },
  { key: 'board', to: '/board', type: 'visit', steps: ['6.1', '4.2'], title: () => t('nav.board'), words: { zh: '把待派的单拖给有空的人：落下前就会说行不行、为什么；键盘同样能做，撤销随时可用。', en: 'Drag what nobody has yet to whoever is free: it says whether that works, and why, before you drop. The keyboard does the same, and everything can be undone.' } },
  { key: 'plan', type: 'plan_proposal', steps: ['6.1'], title: () => t('plan.title'), words: { zh: '自动排单给出的方案：逐条看改了什么、为什么，留下要的，再发布通知大家。', en: 'What automatic planning proposes: look at each change and its reason, keep what you want, then publish it to everybody.' } },
  { key: 'areas', to: '/areas', type: 'service_area', steps: ['6.1'], title: () => t('map.areas'), words: { zh: '在地图上画出门店服务的片区，路程和派单都按它算。', en: 'Draw the areas your shop serves; travel and dispatch are reckoned by them.' } },
  { key: 'intake', to: '/intake', type: 'service_order', steps: ['4.1', '4.2'], title: () => t('nav.intake'), words: { zh: '边接电话边填：先输号码认出客户，绿色时段真的有人能去，价格逐项说明，挂断前照着念一句。', en: 'Fill it in while you talk: the number first, green times are really free, every line of the price is explained, one sentence to read aloud before hanging up.' } },
  { key: 'leads', to: '/leads', type: 'lead', steps: ['4.1', '5.1', '5.5'], title: label('lead'), words: { zh: '谁来问过、归谁跟、多久没联系；超时没跟进的回到公海，任何人都能领。', en: 'Who asked, whose they are and how long nobody called. What is not followed up goes to the pool for anybody to take.' } },
  { key: 'demands', to: '/demands', type: 'demand', steps: ['4.2'], title: label('demand'), words: { zh: '每户在找人的进度：到哪一步了、还差什么、超时多久，从左到右推进。', en: 'How far every home is in finding its worker, what is missing and how late it is, from left to right.' } },
  { key: 'demand', type: 'demand', steps: ['4.2'], title: label('demand'), words: { zh: '给这户找人：系统先排除不合条件的，其余按理由排序；先问本人，再推简历、面试、试工。', en: 'Find somebody for this home: the rules rule out first, the rest is ranked with reasons. Ask her first, then résumé, interview and trial.' } },
  { key: 'needs', type: 'demand', steps: ['4.1'], title: label('demand'), words: { zh: '需求面谈单：照护谁、家里怎样、要求和忌讳，照着问一遍，报价从这里出。', en: 'The interview about needs: who is cared for, the home, what is wanted and what is not. The quotation is made from it.' } },
  { key: 'complaints', to: '/complaints', type: 'complaint', steps: ['4.4', '2.4', '2.5'], title: () => t('quality.title'), words: { zh: '每起投诉的时限和下一步都在这里；结案要写原因，原因汇总在「原因」页。', en: 'Every complaint with its clock and next step. A case closes with its cause, and the causes are added up beside.' } },
  { key: 'placements', to: '/placements', type: 'placement', steps: ['4.3'], title: () => t('nav.placements'), words: { zh: '每户正在住家的人：出勤、回访、要到期的和出了麻烦的，一行一户。', en: 'Every running placement: days worked, calls due, what ends soon and where there is trouble; one line a home.' } },
  { key: 'retention', to: '/retention', type: 'care_offer', steps: ['4.5'], title: () => t('nav.retention'), words: { zh: '要续约的、下一阶段可能需要服务的、很久没下单的、转介绍的，一条条打电话。', en: 'Renewals, homes whose next need is near, customers who have not come for long, referrals: call them one by one.' } },
  { key: 'loans', to: '/loans', type: 'loan_charge', steps: ['6.1', '6.2'], title: label('loan_charge'), words: { zh: '门店之间借人的费用，按月、按对方门店一单一单列出；有异议在那一笔上提。', en: 'What branches owe each other for workers they lent: by month and other branch, visit by visit; an objection is made on the line.' } },
  { key: 'festival', to: '/festival', type: 'festival_round', steps: ['3.5', '6.1'], title: label('festival_round'), words: { zh: '春节前问每个人返不返乡，答复就是请假；每天人手够不够、客户的计划照常还是暂停，都在这一页。', en: 'Before Spring Festival everybody is asked whether she goes home, which becomes her leave; whether there are enough hands each day, and whether customers keep or pause their plans, is on this page.' } },
  { key: 'usual-services', to: '/usual-services', type: 'service_line', steps: ['2.1', '5.2'], title: () => t('first.usual'), words: { zh: '开店第一天用：行业里常见的服务，勾选后连同标准和价格一次建好，不用一张张填表。', en: 'For the first day: what the trade usually sells. What you tick is made with its standard and your price, without filling in a form for each.' } },
  { key: 'cash-up', to: '/cash-up', type: 'cash_up', steps: ['6.2'], title: () => t('cashup.title'), words: { zh: '每晚一次：按人核对应收现金和实点现金，写明差额原因，由另一人签字后锁定。', en: 'Once every evening: the cash each person should hold against what was counted, a reason for each difference, signed and locked by a second person.' } },
  { key: 'cards', to: '/cards', type: 'prepaid_card', steps: ['6.2', '4.5'], title: () => t('nav.cards'), words: { zh: '储值卡、次卡、包月卡的本金和赠送余额，预收款余额不能超过法定上限。', en: 'Prepaid cards with their paid and gift balances; what is held in advance stays under the legal ceiling.' } },
  { key: 'commissions', to: '/commissions', type: 'contract', steps: ['3.4'], title: () => t('nav.commissions'), words: { zh: '客户付清服务费后产生的提成，退款会按比例收回；随工资发放。', en: 'Commissions that arise when a fee is paid in full and are clawed back in proportion when it is refunded; paid with the wages.' } },
  { key: 'payroll', to: '/payroll', type: 'payroll_run', steps: ['8.3'], title: () => t('nav.payroll'), words: { zh: '按月核算工资：取数、算税和社保、发工资条、处理异议、锁定、出银行文件。', en: 'The wages of a month: take the sheets, reckon tax and insurance, send payslips, answer objections, lock, make the bank file.' } },
  { key: 'import', to: '/import', steps: ['6.5'], title: () => t('nav.import'), words: { zh: '把原来的表格带进来：认列、先试跑看会发生什么，24 小时内可整批撤销。', en: 'Bring your old sheets: columns are recognised, a dry run says what would happen, and the whole batch can be undone for 24 hours.' } },
  { key: 'templates', to: '/contract_template', type: 'contract_template', steps: ['8.2'], title: label('contract_template'), words: { zh: '合同范本分版本管理：已发布的不能改，只能起草下一版并逐句比对。', en: 'Contract templates in versions: a published one is never changed, the next one is drafted and compared sentence by sentence.' } },
  { key: 'https', to: '/https', steps: ['6.5', '8.4'], title: () => t('https.title'), words: { zh: '让手机和其他电脑安全地连到这台服务器：照步骤装好证书即可。', en: 'Let phones and other computers reach this server safely: follow the steps to install the certificate.' } },
]

const byKey = new Map(pages.map((page) => [page.key, page]))
export const pageOf = (place: Place) => (place.type ? undefined : byKey.get(place.key))
export const pageTitle = (place: Place) => pageOf(place)?.title() || (place.type ? typeOf(place.type)?.label ?? '' : '')
export const pageWords = (page: Page) => page.words[language.value === 'en' ? 'en' : 'zh']
export const mayVisit = (page: Page) => Boolean(page.to) && (!page.type || Boolean(typeOf(page.type)?.can.see))
export const pagesOfStep = (id: string) => pages.filter((page) => page.steps.includes(id) && mayVisit(page))
export const stepsOfPage = (page: Page, chapters: Chapter[]): Step[] => page.steps.flatMap((id) => chapters.flatMap((chapter) => chapter.steps.filter((step) => step.id === id)))
export function stepsOf(place: Place, chapters: Chapter[]): Step[] {
  const page = pageOf(place)
  return page ? stepsOfPage(page, chapters) : servedBy(chapters, place.type ?? '')
}
