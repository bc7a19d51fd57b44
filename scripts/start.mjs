import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { serve } from './serve.mjs'

process.exitCode = ensureInstalled() && (await ensureBuilt()) ? Number(await serve()) : 1
