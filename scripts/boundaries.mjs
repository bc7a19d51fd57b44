import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { circles, offences } from './arrows.mjs'
import { filesUnder } from './files.mjs'
import { root } from './run.mjs'

/** Lines. A longer file holds more than one idea. */
const longest = 400
/** Files. In a fuller folder nobody finds anything. */
const fullest = 20

const paths = filesUnder('src')
const texts = new Map(
  paths
    .filter((path) => /\.(ts|svelte)$/.test(path))
    .map((path) => [path, readFileSync(join(root, path), 'utf8')])
)
const code = new Map([...texts].filter(([path]) => !path.endsWith('.test.ts')))
const faults = [
  ...[...texts].flatMap(([path, text]) => {
    const lines = text.trimEnd().split('\n').length
    return lines > longest ? [`${path}:${lines}: ${lines} lines; a file has at most ${longest}`] : []
  }),
  ...[...code].flatMap(([path, text]) => offences(path, text)),
  ...circles(code).map((circle) => `these import each other: ${circle}`)
]

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
