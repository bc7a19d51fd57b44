import base from './vite.config'
import { mergeConfig } from 'vite'
export default mergeConfig(base, { build: { sourcemap: true } })
