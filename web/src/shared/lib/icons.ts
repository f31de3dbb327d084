/** One glyph per record type; unknown types (a customer's own module) get the neutral one. */
import { Banknote, BadgeCheck, BadgePercent, Bell, BookOpen, Box, Boxes, Building2, CalendarClock, CalendarOff, CircleUser, ClipboardCheck, ClipboardList, Coins, FileSignature, FileText, FileWarning, Gauge, Gift, GraduationCap, HandCoins, HeartHandshake, House, IdCard, KeyRound, ListChecks, Lock, MapPinned, Megaphone, MessageSquareWarning, Package, PhoneCall, QrCode, Receipt, Route, ScrollText, ShieldAlert, ShieldCheck, Sparkles, Star, Store, Tags, Target, Ticket, UserPlus, UserRound, Users, Wallet, Wrench } from 'lucide-vue-next'
import type { Component } from 'vue'

const ICONS: Record<string, Component> = {
  customer: HeartHandshake, worker: Users, person: UserRound, user: CircleUser, visit: CalendarClock, order: ClipboardList, contract: FileSignature, complaint: MessageSquareWarning,
  branch: Store, company: Building2, area: MapPinned, address: House, line: Sparkles, service: Sparkles, service_line: Sparkles, price: Tags, invoice: Receipt, payment: Wallet, cash_up: Banknote, receipt: Receipt, charge: QrCode, pay_run: HandCoins, fee_waiver: BadgePercent, platform_fee: BadgePercent, loan_charge: HandCoins, loan_settlement: HandCoins, job_deposit: Wallet, bank_line: Receipt, coupon_use: Ticket, settlement_period: Lock, role_limit: Gauge, payout: HandCoins,
  payslip: Banknote, wage: Banknote, expense: Coins, budget: Coins, leave: CalendarOff, credential: IdCard, certificate: BadgeCheck, standard: BookOpen, inspection: ClipboardCheck, improvement: Target,
  service_order: ClipboardList, service_plan: CalendarClock, household: House, bill: Receipt, settlement: Banknote, refund: HandCoins, opening_balance: Coins, worker_leave: CalendarOff, festival_round: CalendarOff, festival_answer: CalendarOff, festival_ask: CalendarOff, account: CircleUser, calendar_day: CalendarClock, party: UserRound, consent: ShieldCheck, setting: Wrench, price_rule: Tags,
  message: Bell, message_template: FileText, calendar_feed: CalendarClock, lead: PhoneCall, call: PhoneCall, campaign: Megaphone, channel: Megaphone, coupon: Gift, candidate: UserPlus, applicant: UserPlus, course: GraduationCap, training: GraduationCap, exam: ListChecks,
  demand: UserPlus, care_alarm: ShieldAlert, routine: CalendarClock, stand_by: Users, force_majeure: FileWarning, suspension: CalendarOff, blacklist_entry: ShieldAlert,
  survey: ClipboardCheck, job_zone: BadgeCheck, gear: Wrench, gear_use: Wrench, key_custody: KeyRound, customer_contact: UserRound,
  item: Package, stock: Boxes, vehicle: Route, equipment: Wrench, incident: ShieldAlert, hazard: FileWarning, insurance: ShieldCheck, review: Star, rating: Star, document: FileText, reminder: Bell, role: KeyRound, audit: ScrollText,
}
export const iconOf = (type: string): Component => ICONS[type] ?? ICONS[type.split('_')[0]!] ?? Box
