import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-fs'
import { asText, noticesOfAdapter, noticesOfBuild, noticesOfInstalled, noticesOfServer } from './licences.mjs'
import { npm } from './npm.mjs'
import { root } from './run.mjs'

/** @param {string} path from the project's root */
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** What an operator installs: no build tools, and no script but the one that starts the server. */
export function productionManifest() {
  const {
    name,
    version,
    private: isPrivate,
    description,
    license,
    type,
    engines,
    dependencies
  } = json('package.json')
  const scripts = { start: 'node build' }
  return { name, version, private: isPrivate, description, license, type, engines, scripts, dependencies }
}

/** The lockfile without what only builds and tests need, so that `npm ci` accepts it beside the manifest above. */
export function productionLock() {
  const { name, version, lockfileVersion, requires, packages } = json('package-lock.json')
  const { license, engines, dependencies } = productionManifest()
  const kept = Object.entries(packages).filter(
    ([path, { dev, devOptional, peer }]) => path !== '' && !dev && !devOptional && !peer
  )
  const top = { name, version, license, dependencies, engines }
  return { name, version, lockfileVersion, requires, packages: { '': top, ...Object.fromEntries(kept) } }
}

/**
 * npm's bill of materials, cut down to what ships: the packages that are installed, and those that were bundled into
 * the build. It carries no time and no random number, so that the same sources have the same.
 * @param {string} text CycloneDX JSON of `npm sbom` over the whole lockfile
 * @param {Set<string>} shipped `name@version` of every shipped package
 */
export function sbomOf(text, shipped) {
  const bom = JSON.parse(text)
  delete bom.serialNumber
  delete bom.metadata.timestamp
  // npm takes the name of the folder.
  bom.metadata.component.name = productionManifest().name
  /** @typedef {{ name: string, version: string, scope: string, 'bom-ref': string, properties: { name: string }[] }} Component */
  /** @type {Component[]} */
  const components = bom.components.filter((/** @type {Component} */ one) => shipped.has(idOf(one)))
  const known = new Set(components.map(idOf))
  const missing = [...shipped].filter((one) => !known.has(one))
  if (missing.length > 0)
    throw new Error(`npm sbom does not know ${missing.join(', ')}, which the package ships.`)
  // npm calls a development package optional; where its code is in the build, it is needed.
  bom.components = components.map((one) => {
    const properties = one.properties.filter(({ name }) => name !== 'cdx:npm:package:development')
    const bundled = properties.length < one.properties.length
    return { ...one, properties, scope: bundled ? 'required' : one.scope }
  })
  const refs = new Set([bom.metadata.component['bom-ref'], ...components.map((one) => one['bom-ref'])])
  bom.dependencies = bom.dependencies
    .filter((/** @type {{ ref: string }} */ { ref }) => refs.has(ref))
    .map((/** @type {{ ref: string, dependsOn?: string[] }} */ { ref, dependsOn = [] }) => ({
      ref,
      dependsOn: dependsOn.filter((on) => refs.has(on))
    }))
  return bom
}

/** @param {{ name: string, version: string }} one */
const idOf = ({ name, version }) => `${name}@${version}`

/** Every entry has this time: that of the files would make the same sources another tarball. */
const TIME = new Date('2000-01-01T00:00:00Z')

/**
 * A tarball of a folder with the same bytes for the same files, on any system.
 * @param {string} folder
 * @param {string} name what the folder is called inside
 * @returns {Promise<Buffer>}
 */
export async function tarball(folder, name) {
  /** Its types do not know `sort`. @type {import('tar-fs').PackOptions & { sort: boolean }} */
  const options = {
    sort: true,
    map: (header) => ({
      ...header,
      name: header.name === '.' ? name : `${name}/${header.name}`,
      mode: header.type === 'directory' ? 0o755 : 0o644,
      mtime: TIME,
      uid: 0,
      gid: 0
    })
  }
  const zipped = gzipSync(await buffer(pack(folder, options)), { level: 9 })
  // The header of gzip names the system that it was made on; 255 is "unknown".
  zipped[9] = 255
  return zipped
}

/**
 * Lays out what the tarball holds.
 * @param {string} folder is emptied first
 */
function layOut(folder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const put = (/** @type {string} */ name, /** @type {string} */ text) =>
    writeFileSync(join(folder, name), text)
  const pretty = (/** @type {unknown} */ data) => `${JSON.stringify(data, null, 2)}\n`

  // No source maps: node reads them only when asked to, and they are two fifths of the build.
  cpSync(join(root, 'build'), join(folder, 'build'), {
    recursive: true,
    filter: (from) => !from.endsWith('.map')
  })
  const lock = productionLock()
  put('package.json', pretty(productionManifest()))
  put('package-lock.json', pretty(lock))
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  cpSync(join(root, 'scripts/package-readme.md'), join(folder, 'README.md'))

  const { '': _top, ...installed } = lock.packages
  const notices = [
    ...noticesOfBuild('client'),
    ...noticesOfServer(join(root, 'build')),
    ...noticesOfInstalled(installed)
  ]
  put(
    'THIRD-PARTY-NOTICES.txt',
    asText('XFetch Tuner ships code of the packages below, or installs them.', [
      ...notices,
      ...noticesOfAdapter()
    ])
  )
  const bom = npm(['sbom', '--sbom-format=cyclonedx', '--package-lock-only'], { quiet: true })
  if (bom === null) throw new Error('npm sbom failed; it needs npm 10 or later.')
  put('sbom.cdx.json', pretty(sbomOf(bom, new Set(notices.map(idOf)))))
}

/**
 * Makes the tarball of the present build.
 * @returns {Promise<{ path: string, sha256: string, bytes: number }>}
 */
export async function makePackage() {
  const { name, version } = productionManifest()
  const called = `${name}-${version}`
  const out = join(root, 'dist')
  const folder = join(out, called)
  layOut(folder)
  const bytes = await tarball(folder, called)
  rmSync(folder, { recursive: true })
  const path = join(out, `${called}.tgz`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  writeFileSync(path, bytes)
  writeFileSync(join(out, 'SHA256SUMS'), `${sha256}  ${called}.tgz\n`)
  return { path, sha256, bytes: bytes.length }
}
