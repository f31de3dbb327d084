/** Front door for the shell: the bar that explains a page, and what it is called. */
export { default as GuideBar } from './GuideBar.vue'
export { pageAt } from './place'
export { say as sayProcedure } from './words'
