export { default as AlarmTake } from './AlarmTake.vue'
