import { defineAsyncComponent } from 'vue'

/** What the pages of other features show of messages. */
export const MessagesPanel = defineAsyncComponent(() => import('./MessagesPanel.vue'))
export const FeedPanel = defineAsyncComponent(() => import('./FeedPanel.vue'))
export const TemplatePreview = defineAsyncComponent(() => import('./TemplatePreview.vue'))
export const CopyBrief = defineAsyncComponent(() => import('./CopyBrief.vue'))
