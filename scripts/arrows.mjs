import { posix } from 'node:path'
import ts from 'typescript'

const svelte = /^svelte(\/|$)/
const d3 = /^d3-/
const app = /^\$(app|env)\//

/**
 * Who may import whom: folders of src/lib besides its own, and packages. Routes may import anything.
 * @type {Record<string, { folders: string[], packages: RegExp[] }>}
 */
export const arrows = {
  core: { folders: [], packages: [] },
  trace: { folders: [], packages: [] },
  defences: { folders: [], packages: [] },
  link: { folders: ['trace', 'core'], packages: [/^valibot$/, /^mathjs(\/|$)/] },
  worker: { folders: ['core'], packages: [] },
  text: { folders: ['link', 'core'], packages: [] },
  chart: { folders: [], packages: [d3, svelte] },
  figure: { folders: ['chart', 'text', 'link', 'core'], packages: [d3, svelte] },
  lesson: { folders: ['figure', 'trace', 'chart', 'text', 'link', 'core'], packages: [d3, svelte] },
  tuner: {
    folders: ['compare', 'lesson', 'figure', 'chart', 'text', 'worker', 'link', 'core'],
    packages: [d3, svelte, app, /^mathjs(\/|$)/]
  },
  compare: { folders: ['figure', 'chart', 'text', 'worker', 'link', 'core'], packages: [d3, svelte, app] },
  server: { folders: ['figure', 'text', 'worker', 'link', 'trace', 'core'], packages: [/./] }
}

/**
 * Which folders of src/lib/core a folder of it may import besides its own. The door, src/lib/core/index.ts, imports all
 * of them; none of them imports the door.
 * @type {Record<string, string[]>}
 */
const coreArrows = {
  math: [],
  model: ['math'],
  'closed-form': ['model', 'math'],
  simulation: ['closed-form', 'model', 'math'],
  advice: ['simulation', 'closed-form', 'model', 'math'],
  compare: ['simulation', 'closed-form', 'model', 'math']
}

/** The folder of src/lib that a path lies in; '' for a path elsewhere. @param {string} path */
const folderOf = (path) => /^src\/lib\/([^/]+)(\/|$)/.exec(path)?.[1] ?? ''

/** The folder of src/lib/core that a path lies in; '' for its door and for a path elsewhere. @param {string} path */
const coreFolderOf = (path) => /^src\/lib\/core\/([^/]+)\//.exec(path)?.[1] ?? ''

/**
 * Where an import points: a path of this project, or null when it names a package.
 * @param {string} file
 * @param {string} specifier
 */
function target(file, specifier) {
  if (specifier === '#core') return 'src/lib/core'
  if (specifier === '$lib' || specifier.startsWith('$lib/')) return `src/lib${specifier.slice('$lib'.length)}`
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : null
}

/** @param {string} text @param {RegExp} pattern with the wanted text as its first group */
const matches = (text, pattern) =>
  [...text.matchAll(pattern)].map((found) => ({
    specifier: found[1],
    position: found.index + found[0].indexOf(found[1])
  }))

const scriptBlock = /<script(?:"[^"]*"|'[^']*'|[^"'>])*>([\s\S]*?)<\/script>/g
const dynamicImport = /\bimport\(\s*["'`]([^"'`]+)["'`]/g
const workerUrl = /\bnew URL\(\s*["'`]([^"'`]+)["'`]\s*,\s*import\.meta\.url/g

/**
 * Every import of a file, types and dynamic imports included, with its position.
 * @param {string} file
 * @param {string} text
 */
function imports(file, text) {
  const script = (/** @type {string} */ code, offset = 0) =>
    ts
      .preProcessFile(code)
      .importedFiles.map(({ fileName, pos }) => ({ specifier: fileName, position: offset + pos }))
  if (!file.endsWith('.svelte')) return [...script(text), ...matches(text, workerUrl)]
  const scripts = [...text.matchAll(scriptBlock)]
  // Blanked to equal length, so that positions in the markup stay true.
  const markup = text.replace(scriptBlock, (block) => ' '.repeat(block.length))
  return [
    ...scripts.flatMap((block) => script(block[1], block.index + block[0].lastIndexOf(block[1]))),
    ...matches(text, workerUrl),
    ...matches(markup, dynamicImport)
  ]
}

/**
 * The imports of a file that run against the arrows, as "file:line: what is wrong".
 * @param {string} file path from the project's root, with forward slashes
 * @param {string} text
 * @returns {string[]}
 */
export function offences(file, text) {
  if (!file.startsWith('src/lib/')) return []
  const folder = folderOf(file)
  const rule = arrows[folder]
  if (!rule) return [`${file}:1: src/lib/${folder} has no arrows; give it some in scripts/arrows.mjs`]
  const coreFolder = coreFolderOf(file)
  if (coreFolder !== '' && !coreArrows[coreFolder])
    return [`${file}:1: src/lib/core/${coreFolder} has no arrows; give it some in scripts/arrows.mjs`]
  return imports(file, text).flatMap(({ specifier, position }) => {
    const path = target(file, specifier)
    const to = path === null ? specifier : folderOf(path)
    const allowed =
      path === null ? rule.packages.some((name) => name.test(to)) : to === folder || rule.folders.includes(to)
    const line = text.slice(0, position).split('\n').length
    if (!allowed) return [`${file}:${line}: ${folder} must not import '${specifier}'`]
    const toCore = path === null ? '' : coreFolderOf(path)
    const allowedInCore =
      coreFolder === '' || toCore === coreFolder || coreArrows[coreFolder].includes(toCore)
    return allowedInCore ? [] : [`${file}:${line}: core/${coreFolder} must not import '${specifier}'`]
  })
}

/**
 * Files that import each other, directly or through others, each circle once as "a -> b -> a". Types count; an import
 * that loads its module later does not.
 * @param {Map<string, string>} texts of all files, by their paths from the project's root
 * @returns {string[]}
 */
export function circles(texts) {
  /** @type {Map<string, string[]>} */
  const next = new Map()
  for (const [file, text] of texts) {
    const later = new Set(matches(text, dynamicImport).map(({ specifier }) => specifier))
    const files = imports(file, text).flatMap(({ specifier }) => {
      const path = later.has(specifier) ? null : target(file, specifier)
      const found = ['', '.ts', '/index.ts'].map((end) => `${path}${end}`).find((one) => texts.has(one))
      return found === undefined ? [] : [found]
    })
    next.set(file, files)
  }
  /** @type {Set<string>} */
  const ended = new Set()
  /** @type {string[]} */
  const found = []
  const visit = (/** @type {string} */ file, /** @type {string[]} */ way) => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' -> '))
    else if (!ended.has(file)) for (const to of next.get(file) ?? []) visit(to, [...way, file])
    ended.add(file)
  }
  for (const file of texts.keys()) visit(file, [])
  return found
}
