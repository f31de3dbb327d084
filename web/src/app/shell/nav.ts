/** The navigation: fixed pages first, then the server's menu for this person. */
import { Banknote, CalendarRange, Contact, CreditCard, FileUp, HeartHandshake, HousePlus, Inbox, MessageSquareWarning, Percent, PhoneIncoming, SquareKanban, Sun, WalletCards } from 'lucide-vue-next'
import { computed, type Component } from 'vue'
import { iconOf } from '@/shared/lib/icons'
import { me, meta, typeOf } from '@/shared/lib/state'
import { t } from '@/shared/words'

export interface NavItem { to: string; label: string; icon: Component; count?: 'queue' }
export interface NavGroup { name: string; items: NavItem[] }

export const navigation = computed<NavGroup[]>(() => {
  const first: NavItem[] = [{ to: '/today', label: t('nav.today'), icon: Sun }, { to: '/queue', label: t('nav.queue'), icon: Inbox, count: 'queue' }]
  if (typeOf('service_order')?.can.create) first.push({ to: '/intake', label: t('nav.intake'), icon: PhoneIncoming })
  if (typeOf('lead')?.can.see) first.push({ to: '/leads', label: typeOf('lead')!.plural, icon: Contact })
  if (typeOf('demand')?.can.see) first.push({ to: '/demands', label: typeOf('demand')!.plural, icon: SquareKanban })
  if (typeOf('visit')?.can.see) first.push({ to: '/board', label: t('nav.board'), icon: CalendarRange })
  if (typeOf('complaint')?.can.see) first.push({ to: '/complaints', label: t('quality.title'), icon: MessageSquareWarning })
  if (typeOf('placement')?.can.see) first.push({ to: '/placements', label: t('nav.placements'), icon: HousePlus })
  if (typeOf('care_offer')?.can.see) first.push({ to: '/retention', label: t('nav.retention'), icon: HeartHandshake })
  if (typeOf('cash_up')?.can.see) first.push({ to: '/cash-up', label: t('cashup.title'), icon: Banknote })
  if (typeOf('loan_charge')?.can.see && (me.value?.branches.length ?? 0) > 1) first.push({ to: '/loans', label: typeOf('loan_charge')!.label, icon: iconOf('loan_charge') })
  if (typeOf('prepaid_card')?.can.see) first.push({ to: '/cards', label: t('nav.cards'), icon: CreditCard })
  if (typeOf('contract')?.can.edit) first.push({ to: '/commissions', label: t('nav.commissions'), icon: Percent })
  if (typeOf('payroll_run')?.can.see) first.push({ to: '/payroll', label: t('nav.payroll'), icon: WalletCards })
  if (meta.value?.types.some((type) => type.can.import && type.import !== false)) first.push({ to: '/import', label: t('nav.import'), icon: FileUp })
  const rest = (meta.value?.menu ?? []).map((group) => ({
    name: group.label,
    items: group.types.map(typeOf).filter((type) => type?.can.see).map((type) => ({ to: `/${type!.name}`, label: type!.plural || type!.label, icon: iconOf(type!.name) })),
  }))
  return [{ name: '', items: first }, ...rest.filter((group) => group.items.length)]
})
