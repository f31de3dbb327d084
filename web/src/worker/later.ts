import { later } from '@/shared/phone/later'

/** What is not on the screen when the phone opens. */
export const CashSheet = later(() => import('./sheets/CashSheet.vue'))
export const ExtraSheet = later(() => import('./sheets/ExtraSheet.vue'))
export const TroubleSheet = later(() => import('./sheets/TroubleSheet.vue'))
export const AskedList = later(() => import('./complain/AskedList.vue'))
export const ComplainSheet = later(() => import('./complain/ComplainSheet.vue'))
export const FestivalCard = later(() => import('./festival/FestivalCard.vue'))
export const MeasureCard = later(() => import('./measure/MeasureCard.vue'))
export const NoticeCard = later(() => import('./own/NoticeCard.vue'))
export const TeamBlock = later(() => import('./team/TeamBlock.vue'))
export const HomeCard = later(() => import('./home/HomeCard.vue'))
export const TellWords = later(() => import('./TellWords.vue'))
export const PhraseSheet = later(() => import('./sheets/PhraseSheet.vue'))
export const QueueSheet = later(() => import('./sheets/QueueSheet.vue'))
export const LoginSheet = later(() => import('./sheets/LoginSheet.vue'))
