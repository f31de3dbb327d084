import { phone } from './vite.phone'

export default phone('c', 'customer')
