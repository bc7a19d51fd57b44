import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { offences } from './arrows.mjs'
import { filesUnder } from './files.mjs'
import { root } from './run.mjs'

/** More than this is more than one idea. */
const longest = 400

const faults = filesUnder('src')
  .filter((path) => /\.(ts|svelte)$/.test(path))
  .flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const lines = text.trimEnd().split('\n').length
    return [
      ...(lines > longest ? [`${path}:${lines}: ${lines} lines; a file has at most ${longest}`] : []),
      ...(path.endsWith('.test.ts') ? [] : offences(path, text))
    ]
  })

for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
