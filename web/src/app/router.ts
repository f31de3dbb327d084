import { createRouter, createWebHistory } from 'vue-router'
import { askEarly } from '@/features/board/early'
import { me, typeOf } from '@/shared/lib/state'
import { t } from '@/shared/words'

declare module 'vue-router' {
  interface RouteMeta { title?: () => string; bare?: boolean; slim?: boolean }
}
const typeLabel = (name: unknown) => typeOf(String(name))?.label ?? ''

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: '/today' },
    { path: '/login', name: 'login', component: () => import('@/features/session/LoginPage.vue'), meta: { bare: true, title: () => t('login.title') } },
    { path: '/setup', name: 'setup', component: () => import('@/features/session/SetupPage.vue'), meta: { bare: true, title: () => t('setup.title') } },
    { path: '/today', name: 'today', component: () => import('@/features/today/TodayPage.vue'), meta: { title: () => t('nav.today') } },
    { path: '/today/lines', name: 'lines', component: () => import('@/features/today/LinesPage.vue'), meta: { title: () => t('day.now') } },
    { path: '/brief', name: 'brief', component: () => import('@/features/today/BriefPage.vue'), meta: { title: () => t('day.brief') } },
    { path: '/queue', name: 'queue', component: () => import('@/features/queue/QueuePage.vue'), meta: { title: () => t('nav.queue') } },
    { path: '/board', name: 'board', component: () => import('@/features/board/BoardPage.vue'), beforeEnter: (to) => { if (me.value) askEarly(to.query) }, meta: { title: () => t('nav.board'), slim: true } },
    { path: '/board/:what(map|tray)', name: 'board-window', component: () => import('@/features/board/WindowPage.vue'), meta: { title: () => t('nav.board'), bare: true } },
    { path: '/areas', name: 'areas', component: () => import('@/features/map/AreasPage.vue'), meta: { title: () => t('map.areas'), slim: true } },
    { path: '/intake', name: 'intake', component: () => import('@/features/intake/IntakePage.vue'), meta: { title: () => t('nav.intake'), slim: true } },
    { path: '/leads', name: 'leads', component: () => import('@/features/leads/LeadsPage.vue'), meta: { title: () => typeLabel('lead') } },
    { path: '/demands', name: 'demands', component: () => import('@/features/match/BoardPage.vue'), meta: { title: () => typeLabel('demand') } },
    { path: '/demands/:id(\\d+)', name: 'demand', component: () => import('@/features/match/MatchPage.vue'), meta: { title: () => typeLabel('demand') } },
    { path: '/demands/:id(\\d+)/needs', name: 'needs', component: () => import('@/features/match/NeedsPage.vue'), meta: { title: () => typeLabel('demand'), slim: true } },
    { path: '/plan/:id(\\d+)', name: 'plan', component: () => import('@/features/plan/PlanPage.vue'), meta: { title: () => t('plan.title') } },
    { path: '/cash-up', name: 'cash-up', component: () => import('@/features/cashup/CashUpPage.vue'), meta: { title: () => t('cashup.title') } },
    { path: '/complaints', name: 'complaints', component: () => import('@/features/quality/ComplaintsPage.vue'), meta: { title: () => t('quality.title') } },
    { path: '/placements', name: 'placements', component: () => import('@/features/placement/RegisterPage.vue'), meta: { title: () => t('nav.placements') } },
    { path: '/retention', name: 'retention', component: () => import('@/features/placement/RetentionPage.vue'), meta: { title: () => t('nav.retention') } },
    { path: '/cards', name: 'cards', component: () => import('@/features/cards/CardsPage.vue'), meta: { title: () => t('nav.cards') } },
    { path: '/commissions', name: 'commissions', component: () => import('@/features/payroll/CommissionPage.vue'), meta: { title: () => t('nav.commissions') } },
    { path: '/payroll', name: 'payroll', component: () => import('@/features/payroll/PayrollPage.vue'), meta: { title: () => t('nav.payroll') } },
    { path: '/https', name: 'https', component: () => import('@/features/system/HttpsPage.vue'), meta: { title: () => t('https.title') } },
    { path: '/procedures/:step(\\d-\\d)?', name: 'procedures', component: () => import('@/features/procedure/ProcedurePage.vue') },
    { path: '/loans', name: 'loans', component: () => import('@/features/loans/LoansPage.vue'), meta: { title: () => typeOf('loan_charge')?.label ?? '' } },
    { path: '/festival', name: 'festival', component: () => import('@/features/festival/FestivalNow.vue'), meta: { title: () => typeLabel('festival_round') } },
    { path: '/festival_round/:id(\\d+)', name: 'festival_round', component: () => import('@/features/festival/FestivalPage.vue') },
    { path: '/usual-services', name: 'usual-services', component: () => import('@/features/usual/UsualServicesPage.vue'), meta: { title: () => t('first.usual') } },
    { path: '/import/:type?', name: 'import', component: () => import('@/features/import/ImportPage.vue'), meta: { title: () => t('nav.import') } },
    { path: '/contract/:id(\\d+)', name: 'contract', component: () => import('@/features/contract/ContractPage.vue') },
    { path: '/work_contract/:id(\\d+)', name: 'work_contract', component: () => import('@/features/contract/ContractPage.vue') },
    { path: '/contract_template', name: 'templates', component: () => import('@/features/contract/TemplatesPage.vue'), meta: { title: () => typeLabel('contract_template') } },
    { path: '/contract_template/:id(\\d+)', name: 'template', component: () => import('@/features/contract/TemplatePage.vue'), meta: { title: () => typeLabel('contract_template') } },
    { path: '/customer/:id(\\d+)', name: 'customer', component: () => import('@/features/customer/CustomerPage.vue'), meta: { title: () => typeLabel('customer') } },
    { path: '/worker/:id(\\d+)', name: 'worker', component: () => import('@/features/worker/WorkerPage.vue'), meta: { title: () => typeLabel('worker') } },
    { path: '/:type([a-z][a-z_0-9]*)', name: 'list', component: () => import('@/features/records/ListPage.vue') },
    { path: '/:type([a-z][a-z_0-9]*)/new', name: 'create', component: () => import('@/features/records/CreatePage.vue') },
    { path: '/:type([a-z][a-z_0-9]*)/:id(\\d+)', name: 'detail', component: () => import('@/features/records/DetailPage.vue') },
    { path: '/:rest(.*)*', name: 'lost', component: () => import('@/features/system/LostPage.vue'), meta: { title: () => t('error.notFoundTitle') } },
  ],
  scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
})
router.afterEach((to) => {
  const title = to.meta.title?.() || typeLabel(to.params.type)
  document.title = title ? `${title} · ${t('app.name')}` : t('app.name')
})
