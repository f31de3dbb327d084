/** What the pages of a customer and of a worker are made of. */
export { default as FigureStrip } from './FigureStrip.vue'
export { default as LineCard } from './LineCard.vue'
export { default as NextList } from './NextList.vue'
export { default as OverviewTabs } from './OverviewTabs.vue'
export { default as SignRows } from './SignRows.vue'
export { default as SecretValue } from './SecretValue.vue'
export { useOverview } from './use-overview'
export * from './wire'
