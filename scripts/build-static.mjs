import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'

const built = ensureInstalled() && (await ensureBuilt('static'))
if (built) console.log('build-static holds the pages as files: put them into any folder of any host.')
process.exitCode = built ? 0 : 1
