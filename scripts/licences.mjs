import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { root } from './run.mjs'

/**
 * A package that something shipped has code of.
 * @typedef {object} Notice
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX expression
 * @property {string} text its licence files, and its NOTICE where it has one
 */

/** What the build of the page writes beside the page, and what a packager reads; no server sends `.vite/`. */
export const LICENCES_TXT = 'licences.txt'
const LICENCES_JSON = '.vite/licences.json'

/** Modules that have no file: the tools write them into the output, so the tools' licences apply. */
const generated = [
  { id: /^vite\//, from: 'vite' },
  { id: /^rolldown\//, from: 'rolldown' },
  { id: /^virtual:__sveltekit\//, from: '@sveltejs/kit' }
]

const packageFolder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/

/**
 * The folder of the package that a module belongs to, or null for a module of this project.
 * @param {string} id module id as the bundler has it
 * @returns {string | null}
 * @throws Error for a module without a file that no known tool writes
 */
export function packageOf(id) {
  const path = id.replaceAll('\\', '/').replace(/^\0/, '')
  const found = packageFolder.exec(path)
  if (found) return found[0]
  if (!id.startsWith('\0')) return null
  const tool = generated.find((one) => one.id.test(path))
  if (!tool) {
    throw new Error(
      `The module ${JSON.stringify(id)} has no file and no known origin: say in scripts/licences.mjs whose it is.`
    )
  }
  return join(root, 'node_modules', tool.from)
}

const licenceFile = /^(licen[sc]e|copying)/i
const noticeFile = /^notice/i
/** Vite's licence file goes on with the licences of what the tool itself bundles, none of which reaches a page. */
const tail = /\n# Licenses of bundled dependencies[\s\S]*$/

/** @param {string} folder of a package @returns {{ name: string, version: string, license?: string, author?: unknown }} */
const manifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/**
 * @param {string} folder of a package
 * @returns {Notice}
 * @throws Error when the package has no licence or no text of it
 */
export function noticeOf(folder) {
  const { name, version, license } = manifest(folder)
  const names = readdirSync(folder).sort()
  const files = [licenceFile, noticeFile].flatMap((pattern) => names.filter((file) => pattern.test(file)))
  if (!license || !files.some((file) => licenceFile.test(file))) {
    throw new Error(
      `${name} ${version} is shipped but has no ${license ? 'licence file' : 'licence in its package.json'}: ` +
        'its terms cannot be passed on. Replace the package, or add its terms in scripts/licences.mjs.'
    )
  }
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replace(tail, '').trim())
  return { name, version, licence: license, text: texts.join('\n\n').replace(/\r\n/g, '\n') }
}

/** @param {Notice[]} notices @returns {Notice[]} each package once, in order of name and version */
export function unique(notices) {
  const byName = new Map(notices.map((notice) => [`${notice.name} ${notice.version}`, notice]))
  return [...byName.keys()].sort().map((key) => /** @type {Notice} */ (byName.get(key)))
}

const rule = '='.repeat(80)

/**
 * @param {string} title first line of the text
 * @param {Notice[]} notices
 */
export function asText(title, notices) {
  const list = unique(notices)
  const line = (/** @type {Notice} */ { name, version, licence }) => `${name} ${version} (${licence})`
  /** @type {Map<string, Notice[]>} */
  const byText = new Map()
  for (const notice of list) byText.set(notice.text, [...(byText.get(notice.text) ?? []), notice])
  return `${title}

XFetch Tuner itself:

${readFileSync(join(root, 'LICENSE'), 'utf8').trim()}

The packages, each with its terms below:

${list.map((notice) => `  ${line(notice)}`).join('\n')}

${[...byText].map(([text, same]) => `${rule}\n${same.map(line).join('\n')}\n\n${text}\n`).join('\n')}`
}

/**
 * Collects the packages whose code the build really ships, and writes their terms into the output: as
 * `licences.txt` for readers of the page, and for `npm run package` as data.
 * @returns {{ plugin: import('vite').Plugin, ofWorkers: import('vite').Plugin }} the second is for the bundles of workers
 */
export function licences() {
  /** @type {Set<string>} */
  const inWorkers = new Set()
  const foldersOf = (/** @type {import('vite').Rolldown.OutputBundle} */ bundle) =>
    Object.values(bundle)
      .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
      .map(packageOf)
      .filter((folder) => folder !== null)
  return {
    ofWorkers: {
      name: 'licences-of-workers',
      generateBundle(_options, bundle) {
        for (const folder of foldersOf(bundle)) inWorkers.add(folder)
      }
    },
    plugin: {
      name: 'licences',
      apply: 'build',
      generateBundle(_options, bundle) {
        const isClient = this.environment.name === 'client'
        const folders = new Set([...foldersOf(bundle), ...(isClient ? inWorkers : [])])
        const notices = unique([...folders].map(noticeOf))
        // Kit builds the service worker alone, after the page and into the same folder.
        if ('service-worker.js' in bundle) {
          if (notices.length > 0) throw new Error(`The service worker ships ${notices[0].name}: list it too.`)
          return
        }
        this.emitFile({ type: 'asset', fileName: LICENCES_JSON, source: JSON.stringify(notices) })
        if (isClient) {
          const title = 'The pages of XFetch Tuner contain code of the packages below.'
          this.emitFile({ type: 'asset', fileName: LICENCES_TXT, source: asText(title, notices) })
        }
      }
    }
  }
}

/** @param {'client' | 'server'} side of the last build @returns {Notice[]} */
export const noticesOfBuild = (side) =>
  JSON.parse(readFileSync(join(root, '.svelte-kit/output', side, LICENCES_JSON), 'utf8'))

/**
 * Code that adapter-node carries inside its own files, in versions that it does not tell; two of these packages come
 * without a licence file.
 */
const inAdapter = ['sirv', '@polka/url', 'totalist', 'mrmime']

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`

/** @param {string} name @returns {Notice} */
function adapterNotice(name) {
  const folder = join(root, 'node_modules', name)
  const version = 'inside @sveltejs/adapter-node'
  if (readdirSync(folder).some((file) => licenceFile.test(file))) return { ...noticeOf(folder), version }
  const { license, author } = manifest(folder)
  if (license !== 'MIT') throw new Error(`${name} is no longer under MIT: see scripts/licences.mjs.`)
  const holder = typeof author === 'string' ? author : /** @type {{ name: string }} */ (author).name
  return { name, version, licence: license, text: `Copyright (c) ${holder}\n\n${MIT}` }
}

/**
 * The packages that were bundled into the server's files, as the source maps of the build tell.
 * @param {string} build folder of the build
 * @returns {Notice[]}
 */
export function noticesOfServer(build) {
  const maps = readdirSync(build, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js.map')
  )
  if (maps.length === 0)
    throw new Error(`${build} has no source maps to tell what it is made of: build it anew.`)
  const folders = maps.flatMap((file) => {
    const from = dirname(join(build, file))
    const { sources } = JSON.parse(readFileSync(join(build, file), 'utf8'))
    return /** @type {string[]} */ (sources)
      .filter((source) => source.includes('node_modules/'))
      .map((source) => /** @type {string} */ (packageOf(resolve(from, source))))
  })
  return unique([
    ...noticesOfBuild('server'),
    ...[...new Set(folders)].map(noticeOf),
    noticeOf(join(root, 'node_modules/@sveltejs/adapter-node'))
  ])
}

/** What the adapter brought along inside its own files. @returns {Notice[]} */
export const noticesOfAdapter = () => inAdapter.map(adapterNotice)

const resvg = 'node_modules/@resvg/resvg-js'

/**
 * The packages that `npm ci --omit=dev` installs beside the build, on any platform.
 * @param {Record<string, { version: string, license: string }>} packages of the lockfile, by path
 * @returns {Notice[]}
 */
export const noticesOfInstalled = (packages) =>
  Object.entries(packages).map(([path, { version, license }]) =>
    path.startsWith(`${resvg}-`)
      ? // The binaries of resvg, of which only this platform's is here, leave the text of their licence to it.
        { ...noticeOf(join(root, resvg)), name: path.replace('node_modules/', ''), version, licence: license }
      : noticeOf(join(root, path))
  )
