import { phone } from './vite.phone'

export default phone('w', 'worker')
