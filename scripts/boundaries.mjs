import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { offences } from './arrows.mjs'
import { filesUnder } from './files.mjs'
import { root } from './run.mjs'

/** Lines. A longer file holds more than one idea. */
const longest = 400
/** Files. In a fuller folder nobody finds anything. */
const fullest = 20

const paths = filesUnder('src')
const faults = paths
  .filter((path) => /\.(ts|svelte)$/.test(path))
  .flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const lines = text.trimEnd().split('\n').length
    return [
      ...(lines > longest ? [`${path}:${lines}: ${lines} lines; a file has at most ${longest}`] : []),
      ...(path.endsWith('.test.ts') ? [] : offences(path, text))
    ]
  })

/** @type {Map<string, number>} */
const files = new Map()
for (const path of paths) {
  const folder = path.slice(0, path.lastIndexOf('/'))
  files.set(folder, (files.get(folder) ?? 0) + 1)
}
for (const [folder, count] of files)
  if (count > fullest) faults.push(`${folder}: ${count} files; a folder has at most ${fullest}`)

for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
